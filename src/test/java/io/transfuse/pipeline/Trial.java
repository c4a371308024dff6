package io.transfuse.pipeline;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Progress;
import io.transfuse.model.Secret;
import io.transfuse.model.Validation;
import io.transfuse.sample.Order;
import io.transfuse.sample.Planted;
import io.transfuse.sample.Samples;
import io.transfuse.verify.KeySearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A migration of a sample into a database of its own, in the session of the tests. */
final class Trial {

    static final Progress SILENT = new Progress() {
        @Override
        public void begin(String step, long rows) {}

        @Override
        public void advance(long rows) {}

        @Override
        public void end(String summary) {}

        @Override
        public void say(String line) {}
    };

    final Map<String, String> settings = new HashMap<>();
    final Path source;
    final Path out;
    final Endpoint target;
    Optional<Path> config = Optional.empty();
    Planted planted = new Planted(Map.of());

    private Trial(Path folder) {
        this(folder, Servers.postgres());
    }

    private Trial(Path folder, Endpoint target) {
        this.source = folder.resolve("source.db");
        this.out = folder.resolve("out");
        this.target = target;
        settings.put("source.url", "sqlite:" + source);
        settings.put("target.url", target.jdbcUrl());
        settings.put("target.user", target.user());
        settings.put("target.password", target.password().reveal());
        settings.put("out", out.toString());
    }

    /** A migration of a server's database. */
    static Trial from(Endpoint source, Path folder) {
        var trial = new Trial(folder);
        trial.settings.put("source.url", source.jdbcUrl().replaceFirst("^jdbc:mysql", source.kind()));
        trial.settings.put("source.user", source.user());
        trial.settings.put("source.password", source.password().reveal());
        return trial;
    }

    /** A migration of a sample in a database of its own on a server; read as the account that cannot write. */
    static Trial sampled(SqlServer server, String sample, Path folder, long rows, boolean dirty) {
        var database = server.database();
        var trial = from(server.reader(database), folder);
        trial.planted = Samples.write(Samples.named(sample), database, new Order(rows, 42, dirty));
        return trial;
    }

    static Trial of(String system, Path folder) {
        var trial = new Trial(folder);
        trial.settings.put("system", system);
        return trial;
    }

    static Trial of(Path config, Path folder) {
        var trial = new Trial(folder);
        trial.config = Optional.of(config);
        return trial;
    }

    /** The small shop into a database of one's own. */
    static Trial shop(Path folder, Endpoint target) {
        var trial = new Trial(folder, target);
        trial.config = Optional.of(Path.of("conf/examples/shop.conf"));
        return trial.sampled("shop", 20, false);
    }

    /** The small shop, twenty customers. */
    static Trial shop(Path folder) {
        return of(Path.of("conf/examples/shop.conf"), folder).sampled("shop", 20, false);
    }

    /** The same migration, its target copied: to damage the copy and keep the original. */
    Trial withCopiedTarget() {
        var name = target.jdbcUrl().substring(target.jdbcUrl().lastIndexOf('/') + 1);
        var copy = new Trial(out.resolveSibling("").normalize(), Servers.postgres("TEMPLATE " + name));
        settings.forEach((key, value) -> {
            if (!key.startsWith("target.")) {
                copy.settings.put(key, value);
            }
        });
        copy.config = config;
        return copy;
    }

    Trial sampled(long rows, boolean dirty) {
        return sampled(settings.getOrDefault("system", "shop"), rows, dirty);
    }

    Trial sampled(String sample, long rows, boolean dirty) {
        var into = new Endpoint("sqlite", "jdbc:sqlite:" + source, "source.db", "", new Secret(""));
        planted = Samples.write(Samples.named(sample), into, new Order(rows, 42, dirty));
        return this;
    }

    Trial with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** With lines of a configuration. */
    Trial configured(List<String> lines) throws IOException {
        config = Optional.of(Files.write(source.resolveSibling("own.conf"), lines));
        return this;
    }

    Request request() {
        return new Request(config, settings, true);
    }

    Migration migration() {
        return new Migration(() -> Sessions.prepare(Sparks.session()));
    }

    Outcome run() {
        return migration().run(request(), new Commands.Start(false, false), SILENT);
    }

    Outcome run(Progress progress) {
        return migration().run(request(), new Commands.Start(false, false), progress);
    }

    Outcome fresh() {
        return fresh(SILENT);
    }

    Outcome fresh(Progress progress) {
        return migration().run(request(), new Commands.Start(true, false), progress);
    }

    Outcome verify() {
        return migration().verify(request(), SILENT);
    }

    Outcome repair() {
        return migration().repair(request(), SILENT);
    }

    Outcome correct(Path file) {
        return migration().correct(request(), file, SILENT);
    }

    long correctable(Path file) {
        return migration().correctable(request(), SILENT, file);
    }

    Outcome checkAudit() {
        return migration().checkAudit(request(), SILENT);
    }

    Outcome plan() {
        return migration().plan(request(), SILENT);
    }

    Outcome status() {
        return migration().status(request(), SILENT);
    }

    List<KeySearch.Found> find(String digest) {
        return migration().find(request(), SILENT, digest);
    }

    Outcome report() {
        return migration().report(request(), SILENT);
    }

    /** Changes the source as its application would. */
    void inSource(String... statements) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + source);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Planted faults that the verdict does not show with the very count. */
    List<String> unnamed(Validation validation) {
        var shown = new HashMap<String, Long>();
        validation.rejects().forEach(r -> shown.put(r.table() + ": " + r.rule(), r.count()));
        validation.losses().forEach(l -> shown.put(l.table() + "." + l.column() + ": " + l.rule(), l.count()));
        validation.checks().forEach(c -> shown.put(c.name(), c.count()));
        var unnamed = new ArrayList<String>();
        planted.faults().forEach((fault, count) -> {
            if (!count.equals(shown.get(fault))) {
                unnamed.add(fault + " planted " + count + ", shown " + shown.get(fault));
            }
        });
        return unnamed;
    }
}

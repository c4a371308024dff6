package io.transfuse.chaos;

import io.transfuse.SqlServers;
import io.transfuse.embedded.OwnPostgres;
import io.transfuse.embedded.OwnSource;
import io.transfuse.embedded.SourceProduct;
import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;

/** The servers, the source's data, and what an undisturbed run makes of them. */
final class Ground implements AutoCloseable {
    private final AtomicInteger trials = new AtomicInteger();
    private final Path folder;
    private final Size size;
    final OwnPostgres postgres;
    final Optional<OwnSource> server;
    private final String source;
    private final Map<String, String> content;
    private final Duration calm;
    private final String shape;
    private final String checksums;
    private final long outBytes;
    private final long targetBytes;

    /** How much there is to move, and in how large pieces. */
    record Size(long customers, long chunkRows) {}

    Ground(Path folder, String kind, Size size) throws Exception {
        this.folder = folder;
        this.size = size;
        postgres = new OwnPostgres(Files.createDirectories(folder.resolve("target")));
        server = server(kind);
        if (server.isPresent()) {
            run(server.get().database(""), "CREATE DATABASE chaos");
            source = kind + "://root@" + server.get().database("chaos").name();
        } else {
            source = "sqlite:" + folder.resolve("source.db");
        }
        try (var connection = inSource()) {
            Bazaar.fill(connection, size.customers, server.isPresent());
            content = Bazaar.content(connection);
        }
        var trial = trial();
        try (var call = trial.call()) {
            // The end is left out: the very first call keeps its classes then, which takes long.
            call.until(() -> call.at("verify"));
            calm = call.spent();
            var code = call.ended();
            if (code != 0) {
                throw new IllegalStateException("the undisturbed run ended with " + code + ": " + call.complaints());
            }
        }
        shape = trial.shape();
        checksums = trial.checksums();
        trial.check();
        outBytes = FileUtils.sizeOfDirectory(trial.out.toFile());
        targetBytes = Long.parseLong(
                trial.ask("SELECT pg_database_size(current_database())").get(0));
    }

    /** What the files of an undisturbed run take. */
    long outBytes() {
        return outBytes;
    }

    /** What the target of an undisturbed run takes. */
    long targetBytes() {
        return targetBytes;
    }

    /** A folder of this name, which goes with all others. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private Optional<OwnSource> server(String kind) {
        if (kind.equals("sqlite")) {
            return Optional.empty();
        }
        var archive = SqlServers.archive(SourceProduct.valueOf(kind.toUpperCase(Locale.ROOT)))
                .orElseThrow(
                        () -> new IllegalStateException(kind + " is not there: the build has none for this machine"));
        return Optional.of(new OwnSource(archive, folder.resolve(kind)));
    }

    /** How long an undisturbed run takes. */
    Duration calm() {
        return calm;
    }

    /** The rows of the source, all tables together. */
    String rows() {
        return content.values().stream()
                        .mapToLong(c -> Long.parseLong(c.replaceFirst(" .*", "")))
                        .sum() + " rows";
    }

    /** Starts the source's server where it was killed. */
    void backAgain() {
        if (server.isPresent() && !server.get().alive()) {
            server.get().startAgain();
        }
    }

    Connection inSource() throws SQLException {
        return server.isPresent()
                ? connect(server.get().database("chaos"))
                : DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("source.db"));
    }

    private static Connection connect(Endpoint endpoint) throws SQLException {
        return DriverManager.getConnection(endpoint.jdbcUrl(), endpoint.user(), "");
    }

    /** Runs statements, one transaction each. */
    static void run(Endpoint endpoint, String... statements) throws SQLException {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A migration from nothing into a database of its own. */
    Trial trial() throws IOException, SQLException {
        var number = trials.incrementAndGet();
        return trial(Files.createDirectories(folder.resolve("trial" + number)).resolve("out"), "");
    }

    /** The same with its files in a folder of choice, and further options of CREATE DATABASE. */
    Trial trial(Path out, String options) throws SQLException {
        var name = "chaos" + trials.incrementAndGet();
        run(postgres.database("postgres"), "CREATE DATABASE " + name + " " + options);
        return new Trial(out, postgres.database(name));
    }

    /** One migration, called until it is done. */
    final class Trial implements AutoCloseable {
        final Path out;
        final Endpoint target;
        private Optional<Connection> eye = Optional.empty();

        private Trial(Path out, Endpoint target) {
            this.out = out;
            this.target = target;
        }

        Call call() throws IOException {
            return Call.of(
                    folder,
                    List.of(
                            "scripts/transfuse",
                            "run",
                            "--source",
                            source,
                            "--target",
                            "postgresql://postgres@" + target.name(),
                            "--out",
                            out.toString(),
                            "--set",
                            "stage.chunk-rows=" + size.chunkRows,
                            "--set",
                            "load.connections=2"));
        }

        /** The rows of a query on the target, its columns with a space between them; none where it does not answer. */
        List<String> ask(String query) {
            var answer = asked(query);
            return answer.isPresent() ? answer.get() : asked(query).orElse(List.of());
        }

        private Optional<List<String>> asked(String query) {
            var lines = new ArrayList<String>();
            try (var statement = eye().createStatement();
                    var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    var line = new ArrayList<String>();
                    for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        line.add(rows.getString(i));
                    }
                    lines.add(String.join(" ", line));
                }
                return Optional.of(lines);
            } catch (SQLException e) {
                close();
                return Optional.empty();
            }
        }

        /** A connection that is kept, so that a look takes no time. */
        private Connection eye() throws SQLException {
            if (eye.isEmpty()) {
                eye = Optional.of(connect(target));
            }
            return eye.get();
        }

        @Override
        public void close() {
            try {
                if (eye.isPresent()) {
                    eye.get().close();
                }
            } catch (SQLException e) {
                // The server is away, and its connections with it.
            } finally {
                eye = Optional.empty();
            }
        }

        /** How many chunks are in the target. */
        int chunks() {
            return ask("SELECT 1 FROM transfuse.chunks WHERE rows > 0").size();
        }

        /** Every index, key and reference with whether it is valid. */
        private String shape() {
            return String.join(", ", ask("""
                    SELECT indexrelid::regclass::text AS name, indisvalid::text FROM pg_index
                    WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                    UNION ALL SELECT conrelid::regclass || ' ' || conname, convalidated::text FROM pg_constraint
                    WHERE connamespace = 'public'::regnamespace ORDER BY name"""));
        }

        /** What the command itself says that the tables add up to. */
        private String checksums() throws IOException {
            var report = Files.readString(out.resolve("validation_report.json"));
            return report.contains("\"verdict\" : \"FAIL\"")
                    ? "FAIL"
                    : report.lines()
                            .filter(l -> l.contains("Checksum\""))
                            .toList()
                            .toString();
        }

        /** Refuses a target that is not, by plain SQL, what the source is and what an undisturbed run makes. */
        void check() throws Exception {
            try (var connection = connect(target)) {
                same("rows", content, Bazaar.content(connection));
            }
            same("keys, indexes and references", shape, shape());
            same("checksums of the report", checksums, checksums());
            same("runs in the ledger", List.of("1"), ask("SELECT count(DISTINCT run) FROM transfuse.chunks"));
        }
    }

    private static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException(what + " differ: expected " + expected + ", found " + found);
        }
    }

    @Override
    public void close() {
        postgres.close();
        server.ifPresent(OwnSource::close);
    }
}

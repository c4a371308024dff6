package io.transfuse.cli;

import io.transfuse.model.UserException;
import io.transfuse.pipeline.Request;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command on a migration takes. */
final class Options {

    @Mixin
    Output output = new Output();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings in HOCON; options win over them.")
    @Nullable Path config;

    @Nullable private String source;

    /** Whether {@code --source} stood there without a URL, which means something to {@code verify} alone. */
    private boolean sourceAlone;

    @Option(
            names = "--source",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = "",
            description = "mysql://user@host:port/db, mariadb://user@host:port/db or sqlite:FILE.")
    void source(String url) {
        if (url.isEmpty()) {
            sourceAlone = true;
        } else {
            source = url;
        }
    }

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "postgresql://user@host:port/db, or embedded for a server that the command starts itself.")
    @Nullable String target;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema in PostgreSQL (default: public); @source for the source database's name.")
    @Nullable String schema;

    @Option(names = "--system", paramLabel = "NAME", description = "A shipped system; see 'transfuse systems'.")
    @Nullable String system;

    @Option(names = "--out", paramLabel = "DIR", description = "Where files are written (default: out/<name>).")
    @Nullable String out;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting by its full key; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "Rows a table, plus the parents they refer to.")
    @Nullable Long limit;

    @Option(names = "--batch-size", paramLabel = "N", description = "Rows a chunk.")
    @Nullable Long batchSize;

    @Option(names = "--dry-run", description = "The same as 'plan': decide and write the plan, touch nothing.")
    boolean dryRun;

    @Option(names = "--only", paramLabel = "T1,T2", split = ",", description = "Only these tables.")
    List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "T1,T2", split = ",", description = "All tables but these.")
    List<String> skip = List.of();

    /** Takes {@code --source} without a URL for the wish to read the source once more. */
    void mayReadSource() {
        if (sourceAlone) {
            set.put("verify.source", "true");
            sourceAlone = false;
        }
    }

    /** What was asked, by the full keys of the settings. */
    Request request() {
        if (sourceAlone) {
            throw UserException.usage("URL of --source is missing");
        }
        var settings = new LinkedHashMap<>(set);
        put(settings, "source.url", source);
        put(settings, "target.url", target);
        put(settings, "target.namespace", schema);
        put(settings, "system", system);
        put(settings, "out", out);
        put(settings, "limit", limit);
        put(settings, "stage.chunk-rows", batchSize);
        put(settings, "only", only.isEmpty() ? null : String.join(",", only));
        put(settings, "skip", skip.isEmpty() ? null : String.join(",", skip));
        return new Request(Optional.ofNullable(config), settings, output.verbose);
    }

    /** A line for each URL or setting that carries a password, which other users of the machine can see. */
    List<String> passwordsInUrls() {
        var secrets = set.keySet().stream()
                .filter(k -> k.matches("(?i).*password|uuid\\.key"))
                .map(k -> "the value of " + k
                        + " in --set can be seen by others on this machine; a file for --config hides it");
        var urls = Stream.of("--source", "--target")
                .filter(o -> {
                    var url = o.equals("--source") ? source : target;
                    return url != null && !shown(url).equals(url);
                })
                .map(o -> "the password in " + o + " can be seen by others on this machine; "
                        + (ofAccount(o.equals("--source") ? source : target)
                                ? "TRANSFUSE_" + o.substring(2).toUpperCase(Locale.ROOT) + "_PASSWORD hides it"
                                : "a file for --config that has the URL as " + o.substring(2) + ".url hides it"));
        return Stream.concat(secrets, urls).toList();
    }

    /** Whether it is the account's own, not that of a key store. */
    private static boolean ofAccount(@Nullable String url) {
        return url != null && url.matches("(?i)[^?]*//[^/@:]*:[^@/]*@.*|.*[?&]password=.*");
    }

    /** A URL as it may be printed: without its password. */
    static String shown(String url) {
        return url.replaceFirst("(//[^/@:]*):[^@/]*@", "$1:***@").replaceAll("(?i)(password=)[^&]*", "$1***");
    }

    private static void put(Map<String, String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, value.toString());
        }
    }
}

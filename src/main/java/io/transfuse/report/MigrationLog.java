package io.transfuse.report;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Appends one line a step to {@code migration.log}: the time, the step, names and counts, never a value of a row. */
public final class MigrationLog {
    private static final Pattern PLAIN = Pattern.compile("[\\w.:,/+@%-]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Path file;
    private final Clock clock;

    public MigrationLog(OutDirectory out) {
        this(out.path(OutFile.LOG), Clock.systemUTC());
    }

    MigrationLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Appends a step; facts are printed in the map's order. */
    public synchronized void append(String step, Map<String, ?> facts) {
        var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var rest = facts.entrySet().stream()
                .map(f -> " " + f.getKey() + "=" + word(String.valueOf(f.getValue())))
                .collect(Collectors.joining());
        try {
            Files.writeString(
                    file, time + " " + word(step) + rest + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw UserException.stopped("Writing " + file + " failed: " + OutDirectory.cause(e));
        }
    }

    private static String word(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        var oneLine = CONTROL.matcher(text).replaceAll(" ");
        return '"' + oneLine.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package io.transfuse.report;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The audit trail under {@code --out}, an entry a line; lines are only ever added. */
public final class AuditFile {
    private final Path file;

    public AuditFile(OutDirectory out) {
        this.file = out.path(OutFile.AUDIT);
    }

    /** All lines, none where there is no file. */
    public List<String> lines() {
        try {
            // What somebody has put into it may be anything.
            return Files.exists(file)
                    ? Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                            .map(l -> new String(l.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw UserException.usage(file + " cannot be read (" + OutDirectory.cause(e) + "); check its rights");
        }
    }

    /** Adds a line, which outlives a crash of the machine. */
    public void append(String line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw UserException.stopped("Writing " + file + " failed: " + OutDirectory.cause(e));
        }
    }
}

package io.transfuse.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.transfuse.stage.Rejects;
import io.transfuse.verify.KeySearch;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints rows as they come, however many there are: a line each for spreadsheets, or one JSON array of them all. */
final class Listing {
    private final PrintStream out;
    private final boolean json;
    private boolean begun;

    Listing(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** A row that was refused. */
    void add(Rejects.Refused row) {
        print(
                json
                        ? "{\"table\": %s, \"reason\": %s, \"key\": %s, \"row\": %s}"
                                .formatted(quoted(row.table()), quoted(row.reason()), quoted(row.key()), row.row())
                        : line(row.table(), row.reason(), row.key(), row.row()));
    }

    /** A row that was looked for. */
    void add(KeySearch.Found row) {
        print(
                json
                        ? "{\"table\": %s, \"place\": %s, \"key\": %s, \"source\": %s, \"sourceKey\": %s}"
                                .formatted(
                                        quoted(row.table()),
                                        quoted(row.place()),
                                        quoted(row.key()),
                                        quoted(row.source()),
                                        quoted(row.sourceKey()))
                        : line(row.table(), row.place(), row.key(), row.source(), row.sourceKey()));
    }

    /** Nothing is printed before the first row, so that a command that fails at once prints no part of an array. */
    private void print(String row) {
        if (json) {
            out.print(begun ? ",\n" : "[\n");
            out.print(row);
        } else {
            out.println(row);
        }
        begun = true;
    }

    /** There are no more. */
    void end() {
        if (json) {
            out.println(begun ? "\n]" : "[]");
        }
    }

    private static String line(String... fields) {
        return Stream.of(fields)
                .map(f -> f.replace("\t", "\\t").replace("\n", "\\n"))
                .collect(Collectors.joining("\t"));
    }

    private static String quoted(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text))
                .transform(t -> '"' + t + '"');
    }
}

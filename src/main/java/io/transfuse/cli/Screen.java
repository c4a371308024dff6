package io.transfuse.cli;

import io.transfuse.model.Progress;
import io.transfuse.pipeline.Outcome;
import io.transfuse.types.Quote;
import io.transfuse.verify.KeySearch;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a person or a program sees: results on the first stream, findings and warnings on the second.
 *
 * @param out standard output
 * @param err standard error
 * @param columns the width of the terminal that errors go to, empty where there is none
 */
record Screen(PrintStream out, PrintStream err, OptionalInt columns) {

    /** The process's own streams. */
    static Screen ofProcess() {
        var columns = Integer.getInteger("transfuse.columns", 0);
        return new Screen(System.out, System.err, columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty());
    }

    /** A bar on a terminal, else plain lines; with {@code --json} the first stream holds the document alone. */
    Progress progress(Output output) {
        if (output.quiet || output.json) {
            return new Lines(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
        }
        return columns.isPresent() ? new Bar(err, columns.getAsInt()) : new Lines(out, InstantSource.system());
    }

    /** Prints a result and gives its exit code. */
    int show(Outcome outcome, Output output) {
        if (output.json) {
            out.println(outcome.json());
        } else if (!output.quiet) {
            outcome.validation().ifPresent(v -> out.print("\n" + VerdictTable.of(v)));
            outcome.summary().lines().forEach(out::println);
        }
        outcome.findings().forEach(err::println);
        return outcome.exitCode();
    }

    /** A list of rows that is printed as it grows. */
    Listing listing(Output output) {
        return new Listing(out, output.json);
    }

    /** Prints rows that were looked for. */
    int found(List<KeySearch.Found> rows, Output output) {
        var listing = listing(output);
        rows.forEach(listing::add);
        listing.end();
        return 0;
    }

    /** Tells what is in a file of refused rows, and what to do with it. */
    int correctable(long rows, Path file, Output output) {
        if (output.json) {
            out.println("{\"rows\": " + rows + "}");
        } else if (!output.quiet) {
            out.println(rows + " refused rows are in " + file + ", with their values; mend those, delete the lines of"
                    + " rows that shall stay refused, then: verify --repair --corrected "
                    + Quote.shell(file));
        }
        return 0;
    }

    /** Prints what a sample holds. */
    int planted(Map<String, Long> faults, String into, Output output) {
        if (output.json) {
            out.println(faults.entrySet().stream()
                    .map(f -> "\"" + f.getKey().replace("\"", "\\\"") + "\": " + f.getValue())
                    .collect(Collectors.joining(", ", "{\"planted\": {", "}}")));
        } else if (!output.quiet) {
            out.println("filled " + Options.shown(into));
            faults.forEach((fault, count) -> out.println("  planted  " + fault + "  " + count));
        }
        return 0;
    }

    /** Prints the shipped systems. */
    int systems(Output output) {
        out.println(output.json ? Systems.json() : Systems.text());
        return 0;
    }

    /** One line that needs attention but stops nothing. */
    void warn(String line) {
        err.println("warning: " + line);
    }
}

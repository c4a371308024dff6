package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.UserException;
import io.transfuse.model.Written;
import io.transfuse.report.CorrectionLines;
import io.transfuse.report.CorrectionLines.Line;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Rejects.Mark;
import io.transfuse.stage.Rejects.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that a file of corrections names, among those that were refused.
 *
 * @param refused the rows that were refused and not corrected yet, as far as one of the lines may mean them or they
 *     were refused because of others
 * @param lines the line that means each of them
 */
record Chosen(Path file, List<Refused> refused, Map<Mark, Line> lines) {

    /** A table and a key. */
    private record Name(String table, String key) {}

    /** Looks them up; a line that names no refused row stops everything. */
    static Chosen of(Path file, Rejects rejects) {
        var wanted = wanted(file);
        var corrected = rejects.corrected();
        var refused = new ArrayList<Refused>();
        var lines = new HashMap<Mark, Line>();
        var found = new HashSet<Name>();
        rejects.each(row -> {
            var name = new Name(row.table(), row.key());
            var line = wanted.get(name);
            var open = !corrected.containsKey(row.mark());
            if (line != null) {
                if (!found.add(name)) {
                    throw wrong(file, line, "has a key that several refused rows have; mend them in the source");
                }
                if (meant(file, line, Optional.ofNullable(corrected.get(row.mark())))) {
                    lines.put(row.mark(), line);
                }
            }
            if (open && (line != null || row.follows())) {
                refused.add(row);
            }
        });
        wanted.forEach((name, line) -> {
            if (!found.contains(name)) {
                throw wrong(file, line, "names no refused row, but must have table and key of one in rejects/");
            }
        });
        return new Chosen(file, refused, lines);
    }

    private static Map<Name, Line> wanted(Path file) {
        var wanted = new HashMap<Name, Line>();
        for (var line : CorrectionLines.read(file)) {
            var before = wanted.put(new Name(line.table(), line.key()), line);
            if (before != null) {
                throw wrong(file, line, "names the row of line " + before.number() + " again, but must name another");
            }
        }
        return wanted;
    }

    /** Whether the row of a line is still to be corrected; if it has been, the line must say the same. */
    private static boolean meant(Path file, Line line, Optional<String> done) {
        if (done.isPresent() && !done.get().equals(Candidate.digest(line.row()))) {
            throw wrong(
                    file,
                    line,
                    "has other values than the row has by now: it was corrected before; change it in the target");
        }
        return done.isEmpty();
    }

    private static UserException wrong(Path file, Line line, String what) {
        return CorrectionLines.wrong(file, line.number(), what);
    }

    /** Whether nothing is left to be staged. */
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The rows with their values, checked against the plan. */
    List<Candidate> candidates(Plan plan, Fitting fitting) {
        var bySource = new HashMap<Mark, Line>();
        for (var row : refused) {
            var line = lines.get(row.mark());
            if (line != null) {
                var mapping = mapping(plan, row, line);
                bySource.put(new Mark(mapping.source().name(), row.position()), line);
                fitting.check(mapping, row, line);
            }
        }
        var labels = labels(plan);
        var candidates = new ArrayList<Candidate>();
        for (var row : refused) {
            var line = lines.get(row.mark());
            var source = labels.getOrDefault(row.table(), row.table());
            // A further row has the values of the row that it comes of.
            var own = line != null ? line : bySource.get(new Mark(source, row.position()));
            candidates.add(new Candidate(
                    row, own == null ? row.values() : values(own, row), line == null ? 0 : line.number()));
        }
        return candidates;
    }

    private Mapping mapping(Plan plan, Refused row, Line line) {
        return plan.mappings().stream()
                .filter(m -> m.label().equals(row.table()) && m.kind() != Mapping.Kind.GIVEN)
                .findFirst()
                .orElseThrow(
                        () -> wrong(file, line, "names a row of the settings; mend it there, then give 'run --fresh'"));
    }

    private static Map<String, String> labels(Plan plan) {
        var labels = new HashMap<String, String>();
        plan.mappings().forEach(m -> labels.put(m.label(), m.source().name()));
        return labels;
    }

    /** Without NULLs, and with the very values that were refused where they are the same. */
    private static Map<String, Written> values(Line line, Refused row) {
        var before = row.values();
        var values = new HashMap<String, Written>();
        line.row().forEach((column, value) -> {
            if (value.kind() != Written.Kind.NULL) {
                var old = before.get(column);
                values.put(column, old != null && Fitting.same(old, value) ? old : value);
            }
        });
        return values;
    }
}

package io.transfuse.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.transfuse.load.Ledger;
import io.transfuse.load.RecordedRun;
import io.transfuse.stage.StagedTable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells from the facts in stage and target what is done and what is left. */
record StatusCommand(Workplace place) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How far one table is; of one that somebody dropped nothing is loaded. */
    record Line(String table, String stage, long chunks, long loaded, long rows, boolean gone) {
        String text() {
            var now = gone ? "gone from the target" : "%d of %d chunks loaded, %d rows".formatted(loaded, chunks, rows);
            return "%-40s %s, %s".formatted(table, stage, now);
        }
    }

    Outcome execute() {
        var mark = place.notes().mark();
        if (mark.isEmpty()) {
            return outcome("nothing is done yet: " + place.out.root() + " holds no stage", Map.of("done", false));
        }
        var ledger = new Ledger(place.target());
        var run = mark.get().run();
        var recorded = ledger.runs().stream().filter(r -> r.run().equals(run)).findFirst();
        var lines = lines(ledger, run);
        var ended = recorded.flatMap(RecordedRun::verdict);
        var leftover = new Leftover(place, ledger, mark.get());
        var verdict = ended.map(leftover::last);
        var still = ended.flatMap(e ->
                leftover.corrected().or(() -> leftover.gone(e.equals("FAIL"))).or(() -> leftover.changed(e)));
        var left = verdict.map(v -> left(v, still)).orElseGet(() -> left(lines));
        var text = new ArrayList<String>();
        text.add("run " + run + ", cut " + mark.get().identity().cut());
        lines.forEach(l -> text.add(l.text()));
        text.add(left);
        var json = new LinkedHashMap<String, Object>();
        json.put("run", run);
        json.put("cut", mark.get().identity().cut());
        json.put("verdict", verdict.orElse(""));
        json.put(
                "done",
                still.isEmpty() && verdict.filter(v -> !v.equals("FAIL")).isPresent());
        json.put("left", left);
        json.put("tables", lines);
        return outcome(String.join("\n", text), json);
    }

    private List<Line> lines(Ledger ledger, String run) {
        var loaded = ledger.loaded();
        var rows = ledger.loadedRows(run);
        var gone = ledger.gone(run);
        return place.stage().tables().stream()
                .filter(t -> t.run().equals(run))
                .map(t -> gone.contains(t.target().qualified())
                        ? new Line(t.target().qualified(), "staged", t.files().size(), 0, 0, true)
                        : line(t, loaded.getOrDefault(t.target().qualified(), Set.of()), rows))
                .toList();
    }

    private static Line line(StagedTable table, Set<String> loaded, Map<String, Long> rows) {
        var name = table.target().qualified();
        var done = table.files().stream().filter(f -> loaded.contains(f.name())).count();
        return new Line(name, "staged", table.files().size(), done, rows.getOrDefault(name, 0L), false);
    }

    private static String left(String verdict, Optional<String> still) {
        return "verdict " + verdict + "; "
                + still.orElse(verdict.equals("FAIL") ? "see the report" : "nothing left to do");
    }

    private String left(List<Line> lines) {
        if (place.notes().evidence().isEmpty()) {
            return "staging goes on with the next 'run'";
        }
        return lines.stream().allMatch(l -> l.loaded() == l.chunks())
                ? "rows are loaded; keys, indexes and the verdict follow with the next 'run'"
                : "loading goes on with the next 'run'";
    }

    private static Outcome outcome(String text, Map<String, Object> json) {
        try {
            return new Outcome(
                    0,
                    List.of(),
                    Optional.empty(),
                    text,
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

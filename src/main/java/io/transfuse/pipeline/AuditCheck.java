package io.transfuse.pipeline;

import io.transfuse.load.AuditEntry;
import io.transfuse.load.AuditTable;
import io.transfuse.load.AuditTable.Held;
import io.transfuse.model.UserException;
import io.transfuse.report.AuditFile;
import io.transfuse.report.OutFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether the audit trail is whole: each entry by its hash, their order by the chain, their end by the other
 * copy.
 */
record AuditCheck(Workplace place) {

    Outcome execute() {
        var lines = new AuditFile(place.out).lines();
        var table = new AuditTable(place.target());
        var trail = lines.stream()
                .flatMap(l -> AuditEntry.of(l).stream())
                .map(AuditEntry::trail)
                .findFirst()
                .or(() -> place.notes().mark().flatMap(m -> table.ofRun(m.run())));
        if (lines.isEmpty() && trail.isEmpty()) {
            throw UserException.usage(file() + " does not exist; 'run' writes it");
        }
        var held = trail.map(table::of).orElse(List.of());
        var broken = broken(lines, held);
        var last = lines.isEmpty()
                ? ""
                : AuditEntry.of(lines.get(lines.size() - 1))
                        .map(AuditEntry::hash)
                        .orElse("");
        var json = "{\"whole\": %s, \"entries\": %d, \"last\": \"%s\"}".formatted(broken.isEmpty(), lines.size(), last);
        return broken.map(b -> new Outcome(1, List.of(b), Optional.empty(), "", json))
                .orElseGet(() -> new Outcome(
                        0,
                        List.of(),
                        Optional.empty(),
                        "the audit trail is whole: " + lines.size() + " entries, the last one is " + last,
                        json));
    }

    /** The first entry that is not as it was written. */
    static Optional<String> broken(List<String> lines, List<Held> held) {
        var entries = new ArrayList<AuditEntry>();
        for (var i = 0; i < lines.size(); i++) {
            var before = i == 0 ? "" : entries.get(i - 1).hash();
            var entry = AuditEntry.of(lines.get(i));
            if (entry.isEmpty()) {
                return Optional.of(line(i) + "entry " + (i + 1) + " was changed");
            }
            if (entry.get().number() != i + 1) {
                return Optional.of(line(i) + "entry " + entry.get().number() + " stands in the place of entry "
                        + (i + 1) + "; entries were removed or reordered");
            }
            if (!entry.get().previous().equals(before)) {
                return Optional.of(
                        line(i) + "entry " + (i + 1) + " does not follow the one before; one of them was replaced");
            }
            entries.add(entry.get());
        }
        return beside(entries, held);
    }

    private static Optional<String> beside(List<AuditEntry> entries, List<Held> held) {
        var rows = new HashMap<Long, String>();
        held.forEach(h -> rows.put(h.number(), h.entry()));
        for (var entry : entries) {
            var row = rows.remove(entry.number());
            if (row == null && !entry.onlyInFile()) {
                return Optional.of("transfuse.audit: entry " + entry.number() + " is missing");
            }
            if (row != null && !row.equals(entry.text())) {
                return Optional.of("transfuse.audit: entry " + entry.number()
                        + (AuditEntry.of(row).isEmpty()
                                ? " was changed"
                                : " is not the one that " + file() + " holds"));
            }
        }
        return rows.keySet().stream()
                .min(Long::compare)
                .map(n -> file() + ": entry " + n + " is missing, which transfuse.audit holds; the file was cut short");
    }

    private static String line(int i) {
        return file() + ", line " + (i + 1) + ": ";
    }

    private static String file() {
        return OutFile.AUDIT.fileName();
    }
}

package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Plan;
import io.transfuse.report.CorrectionLines;
import io.transfuse.source.HandedOut;
import io.transfuse.source.Source;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.Rejects.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses corrections by which a row gets a further row that the run did not make: only rows that were refused can come
 * along, and the source's own count of further rows knows none of it.
 */
record FurtherUnmade(Path file, Plan plan, Source source) {

    void refuse(List<Candidate> candidates, Rejects rejects) {
        var refused = rejects.all().stream()
                .map(r -> new Mark(r.table(), r.position()))
                .collect(Collectors.toSet());
        plan.mappings().stream()
                .filter(Mapping::further)
                .forEach(m -> m.branches().forEach(b -> refuse(m, b, candidates, refused)));
    }

    private void refuse(Mapping further, Branch branch, List<Candidate> candidates, Set<Mark> refused) {
        var changed = candidates.stream()
                .filter(c -> c.line() > 0 && c.changed())
                .filter(c -> c.refused().table().equals(further.source().name()))
                .filter(c ->
                        !refused.contains(new Mark(further.label(), c.refused().position())))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        var rows = changed.stream().map(c -> c.row(further.forms())).toList();
        var given = source.handedOut(further, branch, rows).rows().stream()
                .map(r -> HandedOut.position(r.get(0)))
                .toList();
        changed.stream()
                .filter(c -> given.contains(c.refused().position()))
                .findFirst()
                .ifPresent(c -> {
                    throw CorrectionLines.wrong(
                            file,
                            c.line(),
                            "has values by which its row also gives one of "
                                    + branch.target().qualified()
                                    + ", which the run did not make; mend it in the source, and give 'run --fresh'");
                });
    }
}

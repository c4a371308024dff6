package io.transfuse.plan;

import io.transfuse.model.Layout.Every;
import io.transfuse.model.Layout.Partition;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.source.Source;
import io.transfuse.source.Source.Measured;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The partitions that a plan foretells: all periods from the source's least value to its greatest. */
record Periods(Source source, Notes notes) {

    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /** The branch, its target with the partitions that it will probably have. */
    Branch foretold(Mapping mapping, Branch branch) {
        var target = branch.target();
        return target.layout()
                .partition()
                .map(p -> new Branch(
                        target.laidOut(target.layout().starting(starts(mapping, branch, p))),
                        branch.where(),
                        branch.expected(),
                        branch.columns(),
                        branch.crosswalk(),
                        branch.duplicates()))
                .orElse(branch);
    }

    private List<String> starts(Mapping mapping, Branch branch, Partition partition) {
        var deciding = branch.columns().stream()
                .filter(c -> c.target().name().equals(partition.column()))
                .toList();
        var asked =
                new Branch(branch.target(), branch.where(), branch.expected(), deciding, Optional.empty(), List.of());
        var measured = source.measure(mapping, asked, List.of()).get(partition.column());
        return measured == null || measured.least().isEmpty() || measured.most().isEmpty()
                ? List.of()
                : between(mapping.source().name(), measured, partition);
    }

    private List<String> between(String table, Measured measured, Partition partition) {
        var every = partition.every();
        var starts = new ArrayList<String>();
        var least = day(measured.least());
        var most = day(measured.most());
        for (var start = every.start(most); !start.isBefore(every.start(least)); start = before(every, start)) {
            if (starts.size() == Partition.MOST) {
                notes.warn(
                        table,
                        partition.column(),
                        "spans more than " + Partition.MOST + " partitions, one each " + every.word()
                                + ": at most that many are made, the latest; other rows lie in the default partition");
                break;
            }
            starts.add(0, start.toString());
        }
        return starts;
    }

    private static LocalDate before(Every every, LocalDate start) {
        return every.start(start.minusDays(1));
    }

    private static LocalDate day(String seconds) {
        var day = Math.floorDiv(Long.parseLong(seconds), TimeUnit.DAYS.toSeconds(1));
        return LocalDate.ofEpochDay(Math.max(FIRST.toEpochDay(), Math.min(LAST.toEpochDay(), day)));
    }
}

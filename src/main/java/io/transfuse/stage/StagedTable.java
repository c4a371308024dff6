package io.transfuse.stage;

import io.transfuse.model.TargetTable;
import java.util.List;
import java.util.function.Predicate;

/**
 * One version of a staged table: exactly what PostgreSQL must hold.
 *
 * @param target the table in PostgreSQL
 * @param run the run that staged it
 * @param cut the moment of the source that it holds
 * @param plan digest of the plan
 * @param version the Delta version
 * @param files its data files
 */
public record StagedTable(
        TargetTable target, String run, String cut, String plan, long version, List<StagedFile> files) {

    public StagedTable {
        files = List.copyOf(files);
    }

    /** The same with those of its files that are chosen. */
    public StagedTable with(Predicate<StagedFile> chosen) {
        return with(files.stream().filter(chosen).toList());
    }

    /** The same with other files. */
    public StagedTable with(List<StagedFile> others) {
        return new StagedTable(target, run, cut, plan, version, others);
    }
}

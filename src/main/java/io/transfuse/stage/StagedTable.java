package io.transfuse.stage;

import io.transfuse.model.TargetTable;
import java.util.List;

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
}

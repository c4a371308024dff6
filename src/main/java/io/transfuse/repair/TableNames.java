package io.transfuse.repair;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.util.List;

/**
 * A table that is repaired, and the temporary tables beside it.
 *
 * @param target the table
 * @param number tells its temporary tables from those of others
 */
record TableNames(TargetTable target, int number) {

    /** The table itself, in SQL. */
    String table() {
        return Quote.identifier(target.schema(), target.name());
    }

    /** The digests of all keys whose rows differ. */
    String keys() {
        return "pg_temp.transfuse_keys_" + number;
    }

    /** The staged rows of these keys. */
    String staged() {
        return "pg_temp.transfuse_staged_" + number;
    }

    /** What is to be done: staged rows and rows of the table that answer to each other. */
    String due() {
        return "pg_temp.transfuse_due_" + number;
    }

    /** Rows that are written anew, as they will be. */
    String anew() {
        return "pg_temp.transfuse_anew_" + number;
    }

    /** The columns that rows are loaded with; PostgreSQL computes the others itself. */
    List<TargetColumn> loaded() {
        return target.columns().stream().filter(c -> c.generated().isEmpty()).toList();
    }
}

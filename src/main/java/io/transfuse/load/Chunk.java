package io.transfuse.load;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.types.Quote;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data file of the stage and the table that its rows go to, as a task is told it.
 *
 * @param into the table
 * @param file the data file
 */
record Chunk(Into into, StagedFile file) implements Serializable {

    /** A table that chunks go to, with the names and types of its columns in order. */
    record Into(String run, long version, String schema, String table, List<String> columns, List<PgType.Kind> kinds)
            implements Serializable {

        String qualified() {
            return schema + "." + table;
        }

        String copySql() {
            return "COPY " + Quote.identifier(schema, table) + " (" + Quote.identifiers(columns) + ") FROM STDIN";
        }
    }

    static Stream<Chunk> of(StagedTable staged) {
        var target = staged.target();
        var into = new Into(
                staged.run(),
                staged.version(),
                target.schema(),
                target.name(),
                target.columns().stream().map(TargetTable.TargetColumn::name).toList(),
                target.columns().stream().map(c -> c.type().kind()).toList());
        return staged.files().stream().map(f -> new Chunk(into, f));
    }

    /** The chunk as messages print it. */
    String printed() {
        return into.qualified() + ", chunk " + file.name();
    }
}

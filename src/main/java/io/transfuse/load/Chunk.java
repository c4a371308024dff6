package io.transfuse.load;

import io.transfuse.model.PgType;
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

    /** A table that chunks go to, with the columns that are loaded, in order. */
    record Into(String run, long version, String schema, String table, List<Loaded> columns) implements Serializable {

        String qualified() {
            return schema + "." + table;
        }

        List<PgType.Kind> kinds() {
            return columns.stream().map(Loaded::kind).toList();
        }

        String copySql(boolean binary) {
            return "COPY " + Quote.identifier(schema, table) + " ("
                    + Quote.identifiers(columns.stream().map(Loaded::name).toList()) + ") FROM STDIN"
                    + (binary ? " (FORMAT binary)" : "");
        }
    }

    /** A column, its name in the stage and its kind. */
    record Loaded(String name, String staged, PgType.Kind kind) implements Serializable {}

    static Stream<Chunk> of(StagedTable staged) {
        var target = staged.target();
        var into = new Into(
                staged.run(),
                staged.version(),
                target.schema(),
                target.name(),
                target.columns().stream()
                        // PostgreSQL computes these itself.
                        .filter(c -> c.generated().isEmpty())
                        .map(c -> new Loaded(c.name(), c.staged(), c.type().kind()))
                        .toList());
        return staged.files().stream().map(f -> new Chunk(into, f));
    }

    /** The chunk as messages print it. */
    String printed() {
        return into.qualified() + ", chunk " + file.name();
    }
}

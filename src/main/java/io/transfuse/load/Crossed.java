package io.transfuse.load;

import io.transfuse.load.Chunk.Into;
import io.transfuse.load.Chunk.Loaded;
import io.transfuse.model.CrosswalkTable;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.util.stream.Stream;

/**
 * The old and new keys of a staged table on their way to a table of their own: both stand in the same data files, so
 * they are loaded like rows, chunk by chunk and exactly once.
 *
 * @param staged the table
 * @param newColumn its key
 * @param shared whether its rows are of several source tables, which the keys then name
 */
public record Crossed(StagedTable staged, String newColumn, boolean shared) {

    /** Where they go. */
    public TargetTable table() {
        return CrosswalkTable.of(staged.target(), newColumn, shared);
    }

    Stream<Chunk> chunks() {
        var key = staged.target().column(newColumn).orElseThrow();
        var columns = Stream.of(
                new Loaded(CrosswalkTable.OLD, Reshape.KEY, PgType.Kind.TEXT),
                new Loaded(CrosswalkTable.NEW, key.staged(), key.type().kind()),
                new Loaded(CrosswalkTable.OF, Reshape.SOURCE, PgType.Kind.TEXT));
        var into = new Into(
                staged.run(),
                staged.version(),
                CrosswalkTable.SCHEMA,
                table().name(),
                columns.limit(shared ? 3 : 2).toList());
        return staged.files().stream().map(f -> new Chunk(into, f));
    }
}

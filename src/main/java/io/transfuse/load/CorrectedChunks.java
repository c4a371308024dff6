package io.transfuse.load;

import io.transfuse.model.TargetTable;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.types.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * What belongs to chunks whose rows a repair has put into the target, in its transaction: the ledger knows the chunks,
 * old and new keys stand in their tables, and sequences go on behind the keys.
 */
public record CorrectedChunks(Connection connection) {

    /** Whether the ledger misses a chunk of these tables. */
    public static boolean pending(Ledger ledger, List<StagedTable> tables) {
        var loaded = ledger.loaded();
        return tables.stream()
                .flatMap(Chunk::of)
                .anyMatch(c -> !loaded.getOrDefault(c.into().qualified(), Set.of())
                        .contains(c.file().name()));
    }

    /** Notes what is not noted yet. */
    public void note(List<StagedTable> tables, List<Crossed> keys) throws SQLException {
        try {
            for (var chunk : tables.stream().flatMap(Chunk::of).toList()) {
                claimed(chunk);
            }
            for (var chunk : keys.stream().flatMap(Crossed::chunks).toList()) {
                if (claimed(chunk)) {
                    copied(chunk);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var table : tables) {
            goOn(table.target());
        }
    }

    private boolean claimed(Chunk chunk) throws SQLException, IOException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO transfuse.chunks (run, target, stage_version, chunk, rows)
                VALUES (?::uuid, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)) {
            insert.setString(1, chunk.into().run());
            insert.setString(2, chunk.into().qualified());
            insert.setLong(3, chunk.into().version());
            insert.setString(4, chunk.file().name());
            insert.setLong(5, rows(chunk));
            return insert.executeUpdate() == 1;
        }
    }

    private static long rows(Chunk chunk) throws IOException {
        try (var rows = StageRows.open(chunk.file().path(), List.of(Reshape.KEY))) {
            var count = 0L;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private void copied(Chunk chunk) throws SQLException, IOException {
        var columns = chunk.into().columns().stream()
                .map(c -> new CopyFiles.Column(c.name(), c.staged(), c.kind()))
                .toList();
        new CopyFiles(connection)
                .into(
                        Quote.identifier(chunk.into().schema(), chunk.into().table()),
                        columns,
                        List.of(chunk.file().path()));
    }

    private void goOn(TargetTable table) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var identity :
                    new TableDdl(table, new Names(), Set.of()).identities().toList()) {
                statement.execute(identity.sql());
            }
        }
    }
}

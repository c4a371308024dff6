package io.transfuse.source;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.function.Function;

/** The copy of a SQLite file that is read; it is gone with the source unless it is kept. */
final class SqliteCopy implements AutoCloseable {

    /** Where the copy is that a run was made of. */
    private final Path kept;

    private Path path;
    private SqliteSessions sessions;

    private SqliteCopy(Path kept, Path path) {
        this.kept = kept;
        this.path = path;
        this.sessions = new SqliteSessions(url());
    }

    /** Backs the file up beside {@code kept}, which that backup replaces once it is to be kept. */
    static SqliteCopy of(SqliteFile file, Path kept) {
        var path = kept.resolveSibling("next-" + kept.getFileName());
        file.backupTo(path);
        return new SqliteCopy(kept, path);
    }

    Path path() {
        return path;
    }

    String url() {
        return "jdbc:sqlite:" + path.toUri() + "?immutable=1";
    }

    <T> T asked(Function<Connection, T> question) {
        return sessions.asked(question);
    }

    /** The same copy, read anew; nobody reads this one any more. */
    SqliteCopy again() {
        sessions.close();
        return new SqliteCopy(kept, path);
    }

    void keep() {
        sessions.close();
        try {
            Files.move(path, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw UserException.stopped("the copy of the source cannot be moved to " + kept + ": " + e.getMessage());
        }
        path = kept;
        sessions = new SqliteSessions(url());
    }

    @Override
    public void close() {
        sessions.close();
        if (path.equals(kept)) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

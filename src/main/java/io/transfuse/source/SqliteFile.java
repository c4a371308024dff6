package io.transfuse.source;

import io.transfuse.model.UserException;
import io.transfuse.types.Quote;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jpountz.xxhash.XXHashFactory;
import org.sqlite.SQLiteConnection;

/** The user's SQLite file: looked at and copied, never changed, and no file is left beside it. */
record SqliteFile(Path path) {

    private static final String MAGIC = "SQLite format 3\0";
    private static final int WAL = 2;
    private static final int PAGE = 1 << 16;

    /** Bytes of the header that count changes and name the journal mode; they differ between equal databases. */
    private static final int[][] VOLATILE = {{18, 20}, {24, 28}, {40, 44}, {92, 100}};

    static SqliteFile existing(Path path) {
        if (!Files.isRegularFile(path)) {
            throw UserException.unreachable("source.url names " + path + ", which is no file; check the path");
        }
        if (!Files.isReadable(path)) {
            throw UserException.unreachable(
                    "source.url names " + path + ", which may not be read; chmod u+r " + Quote.shell(path));
        }
        var file = new SqliteFile(path);
        var header = file.header();
        if (header.length < 100 || !new String(header, 0, 16, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw UserException.unreachable(
                    "source.url names " + path + ", which is not a SQLite 3 database; check the file");
        }
        return file;
    }

    private byte[] header() {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(100);
        } catch (IOException e) {
            throw UserException.unreachable("source.url names " + path + ", which cannot be read: " + e.getMessage());
        }
    }

    /**
     * Copies the database as it is at one moment, also while others write to it.
     *
     * <p>A WAL database without a {@code -wal} file has no writer: it is opened as immutable, because a plain read-only
     * connection would leave {@code -wal} and {@code -shm} files behind. A {@code -wal} file without {@code -shm} was
     * left by a crash or came as a copy, and SQLite would make the file that is missing: the pair is read elsewhere.
     */
    void backupTo(Path copy) {
        var part = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            var url = "jdbc:sqlite:" + readable(copy);
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 30000");
                // An open read transaction keeps writers of a WAL database from restarting the backup again and again.
                statement.execute("BEGIN");
                statement.execute("SELECT count(*) FROM sqlite_schema");
                var database = connection.unwrap(SQLiteConnection.class).getDatabase();
                var code = database.backup("main", part.toString(), null);
                if (code != 0) {
                    throw new SQLException("error " + code);
                }
            }
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + part);
                    var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = DELETE");
            }
            for (var end : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(origin(copy, end));
            }
            Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw UserException.unreachable("source.url names " + path + ", which SQLite cannot copy (" + e.getMessage()
                    + "); run PRAGMA integrity_check");
        } catch (IOException e) {
            throw UserException.unreachable("the source cannot be copied to " + copy + ": " + e.getMessage());
        }
    }

    private String readable(Path copy) throws IOException {
        var wal = Path.of(path + "-wal");
        if (header()[18] != WAL || (Files.exists(wal) && Files.exists(Path.of(path + "-shm")))) {
            return path.toUri() + "?mode=ro";
        }
        if (!Files.exists(wal)) {
            return path.toUri() + "?immutable=1";
        }
        Files.copy(path, origin(copy, ""), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(wal, origin(copy, "-wal"), StandardCopyOption.REPLACE_EXISTING);
        return origin(copy, "").toUri().toString();
    }

    private static Path origin(Path copy, String end) {
        return copy.resolveSibling(copy.getFileName() + ".origin" + end);
    }

    /**
     * A digest of the content: equal for two copies of the same moment. It tells moments apart and guards against
     * nobody, so it need not be a cryptographic one, which takes seconds a gigabyte before the JVM has compiled it.
     */
    String digest() {
        try (var file = new RandomAccessFile(path.toFile(), "r");
                var one = XXHashFactory.fastestInstance().newStreamingHash64(0);
                var other = XXHashFactory.fastestInstance().newStreamingHash64(-1)) {
            var buffer = new byte[PAGE];
            var first = true;
            for (int n = file.read(buffer); n > 0; n = file.read(buffer)) {
                if (first) {
                    for (var range : VOLATILE) {
                        Arrays.fill(buffer, range[0], range[1], (byte) 0);
                    }
                    first = false;
                }
                one.update(buffer, 0, n);
                other.update(buffer, 0, n);
            }
            return "sqlite:" + HexFormat.of().toHexDigits(one.getValue())
                    + HexFormat.of().toHexDigits(other.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

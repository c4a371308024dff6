package io.transfuse.source;

import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** Opens the source that an endpoint names. */
public final class Sources {

    private Sources() {}

    /** Refuses what cannot be reached. */
    public static void check(Endpoint endpoint) {
        if (sqlite(endpoint)) {
            SqliteSource.check(endpoint);
        } else {
            MysqlSource.check(endpoint);
        }
    }

    /**
     * Holds a source at one moment.
     *
     * @param folder where a copy may be kept
     * @param here whether all readers run in this process
     */
    public static Source open(Endpoint endpoint, Path folder, boolean here) {
        if (!sqlite(endpoint)) {
            return MysqlSource.open(endpoint, here);
        }
        try {
            Files.createDirectories(folder);
            return SqliteSource.open(endpoint, folder.resolve("copy.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session of a server that writes, with further properties of the driver; refused in one line. */
    public static Connection session(Endpoint endpoint, Map<String, String> properties) {
        return new MysqlLogin(endpoint).writing(properties);
    }

    /** About how large the tables are, or the file that holds them all; empty where the source does not say. */
    public static List<Stored> stored(Endpoint endpoint) {
        return sqlite(endpoint) ? SqliteSource.stored(endpoint) : MysqlStored.of(endpoint);
    }

    private static boolean sqlite(Endpoint endpoint) {
        return endpoint.kind().equals("sqlite");
    }
}

package io.transfuse.embedded;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.nio.file.Path;

/** A PostgreSQL server that its owner may stop and start again; it keeps port and rows. */
public final class OwnPostgres implements AutoCloseable {
    private final PgProcess process = new PgProcess(Binaries.unpacked());
    private final DataDirectory data;
    private final int port;

    /** Makes and starts one below an empty folder. */
    public OwnPostgres(Path folder) {
        data = new DataDirectory(folder.toAbsolutePath().resolve("postgres"));
        data.copyFrom(process.binaries().newData());
        port = data.freePort();
        data.configure(port, "postgres", process.binaries());
        start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "own-postgres-stop"));
    }

    /** Where it answers, as the superuser of a database. */
    public Endpoint database(String name) {
        var place = "127.0.0.1:" + port + "/" + name;
        return new Endpoint("postgresql", "jdbc:postgresql://" + place, place, "postgres", new Secret(""));
    }

    /** Starts it and waits until it answers. */
    public void start() {
        process.start(data.path(), data.path().resolveSibling("postgres.log"));
    }

    /** Stops it: {@code fast} rolls back what is open, {@code immediate} is a crash. */
    public void stop(String mode) {
        process.execute("pg_ctl", "stop", "--pgdata=" + data.path(), "--mode=" + mode, "--wait");
    }

    @Override
    public synchronized void close() {
        if (data.runningPort().isPresent()) {
            stop("fast");
        }
    }
}

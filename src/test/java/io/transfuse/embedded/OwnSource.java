package io.transfuse.embedded;

import io.transfuse.model.Endpoint;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A MySQL or MariaDB server that its owner may kill and start again; it keeps port and rows. */
public final class OwnSource implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final SourceArchive archive;
    private final Path data;
    private final int port = Machine.freePort();
    private SourceServer server;

    /** Makes and starts one below an empty folder. */
    public OwnSource(SourceArchive archive, Path folder) {
        this.archive = archive;
        this.data = folder.resolve("data");
        this.server = SourceServer.start(archive, data, port);
    }

    /** One of its databases, as root without a password. */
    public Endpoint database(String name) {
        return server.administrator(name);
    }

    /** Ends it as a power cut would. */
    public void kill() throws Exception {
        for (var process : server.processes()) {
            process.destroyForcibly();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether it runs. */
    public boolean alive() {
        return server.processes().stream().anyMatch(ProcessHandle::isAlive);
    }

    /** Starts it where it was. */
    public void startAgain() {
        server = SourceServer.start(archive, data, port);
    }

    @Override
    public void close() {
        server.close();
    }
}

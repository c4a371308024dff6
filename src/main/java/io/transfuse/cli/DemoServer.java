package io.transfuse.cli;

import io.transfuse.embedded.SourceArchive;
import io.transfuse.embedded.SourceServer;
import io.transfuse.model.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A demo's source in a MySQL or MariaDB of its own, which starts when it is first needed and ends with the command. */
final class DemoServer implements DemoSource {
    private final String database;
    private final Path data;
    private final boolean existed;
    private final SourceServer server;

    DemoServer(String database, SourceArchive archive, Path data) {
        this.database = database;
        this.data = data;
        this.existed = Files.exists(data);
        this.server = SourceServer.guarded(archive, data);
    }

    @Override
    public boolean exists() {
        return existed;
    }

    @Override
    public String recipe() {
        return " server=" + server.product().kind();
    }

    @Override
    public Endpoint emptied() {
        return server.emptied(database);
    }

    @Override
    public Map<String, String> settings() {
        var reader = server.reader(database);
        return Map.of(
                "source.url",
                reader.kind() + "://" + reader.name(),
                "source.user",
                reader.user(),
                "source.password",
                reader.password().reveal());
    }

    @Override
    public String place() {
        return server.product().title() + " in " + data.getParent();
    }

    @Override
    public void close() {
        server.close();
    }
}

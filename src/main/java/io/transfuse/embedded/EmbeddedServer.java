package io.transfuse.embedded;

import io.transfuse.model.Endpoint;
import java.nio.file.Path;

/** Stub. */
public final class EmbeddedServer implements AutoCloseable {
    public static EmbeddedServer start(Path data, String database) {
        return new EmbeddedServer();
    }

    public Endpoint endpoint() {
        return new Endpoint("", "", "", "", new io.transfuse.model.Secret(""));
    }

    public String psql() {
        return "";
    }

    @Override
    public void close() {}
}

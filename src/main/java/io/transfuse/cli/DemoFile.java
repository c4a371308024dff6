package io.transfuse.cli;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A demo's source in a SQLite file. */
record DemoFile(Path file) implements DemoSource {

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public String recipe() {
        return "";
    }

    @Override
    public Endpoint emptied() throws IOException {
        Files.deleteIfExists(file);
        return new Endpoint("sqlite", "jdbc:sqlite:" + file, String.valueOf(file.getFileName()), "", new Secret(""));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("source.url", "sqlite:" + file);
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public void close() {
        // A file needs no end.
    }
}

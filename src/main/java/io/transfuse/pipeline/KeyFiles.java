package io.transfuse.pipeline;

import io.transfuse.stage.KeyTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The two files of one entity's keys, each there once it is whole. */
final class KeyFiles implements AutoCloseable {

    private static final byte[] HEAD = "old_id,new_id\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Path csv;
    private final Path part;
    private final OutputStream lines;
    private final KeyTable keys;

    KeyFiles(Path csv, KeyTable keys) throws IOException {
        this.csv = csv;
        this.part = csv.resolveSibling(csv.getFileName() + ".part");
        this.keys = keys;
        Files.createDirectories(csv.getParent());
        this.lines = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        lines.write(HEAD);
    }

    void add(KeysInOrder.Key key) throws IOException {
        var old = key.old().getBytes();
        var now = key.now().getBytes();
        write(old);
        lines.write(',');
        write(now);
        lines.write('\r');
        lines.write('\n');
        keys.add(old, now);
    }

    /** As RFC 4180 has it. */
    private void write(byte[] text) throws IOException {
        var quoted = quoted(text);
        if (!quoted) {
            lines.write(text);
            return;
        }
        lines.write('"');
        for (var c : text) {
            if (c == '"') {
                lines.write('"');
            }
            lines.write(c);
        }
        lines.write('"');
    }

    private static boolean quoted(byte[] text) {
        for (var c : text) {
            if (c == '"' || c == ',' || c == '\r' || c == '\n') {
                return true;
            }
        }
        return false;
    }

    void finish() throws IOException {
        lines.close();
        Files.move(part, csv, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        keys.commit();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        keys.close();
    }
}

package io.transfuse;

import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and its server, and cuts the connection that has brought so many bytes; later ones last. */
public final class Cutter implements AutoCloseable {
    private final ServerSocket door;
    private final URI server;
    private final AtomicLong left;

    public Cutter(Endpoint endpoint, long bytes) throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = URI.create(endpoint.jdbcUrl().replaceFirst("^jdbc:", ""));
        left = new AtomicLong(bytes);
        begin(this::open);
    }

    /** The same database through here. */
    public Endpoint endpoint(Endpoint endpoint) {
        return new Endpoint(
                endpoint.kind(),
                endpoint.jdbcUrl().replace(server.getAuthority(), "127.0.0.1:" + door.getLocalPort()),
                endpoint.name(),
                endpoint.user(),
                endpoint.password());
    }

    /** Whether a connection was cut. */
    public boolean used() {
        return left.get() <= 0;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One of both ends has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void open() throws IOException {
        while (true) {
            var client = door.accept();
            var there = new Socket(server.getHost(), server.getPort());
            begin(() -> passed(client, there, false));
            begin(() -> passed(there, client, true));
        }
    }

    private void passed(Socket from, Socket to, boolean counted) throws IOException {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream(), counted);
        }
    }

    private void pass(InputStream in, OutputStream out, boolean counted) throws IOException {
        var buffer = new byte[8192];
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            var before = counted ? left.getAndAdd(-n) : 0;
            if (before > 0 && before <= n) {
                return;
            }
            out.write(buffer, 0, n);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

package io.transfuse.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Connections to a copy that nobody writes to, each used by one question at a time. */
final class SqliteSessions implements AutoCloseable {

    private final String url;
    private volatile boolean closed;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    SqliteSessions(String url) {
        this.url = url;
    }

    <T> T asked(Function<Connection, T> question) {
        var session = idle.poll();
        if (session == null) {
            session = open();
        }
        try {
            return question.apply(session);
        } finally {
            idle.add(session);
            if (closed) {
                // A question that another one's failure left behind outlives the source.
                close();
            }
        }
    }

    private Connection open() {
        try {
            var session = DriverManager.getConnection(url);
            InvalidUtf8.in(session);
            return session;
        } catch (SQLException e) {
            throw new SourceException("open", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (var session = idle.poll(); session != null; session = idle.poll()) {
            try {
                session.close();
            } catch (SQLException e) {
                throw new SourceException("close", e);
            }
        }
    }
}

package io.transfuse.read;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A session as Spark's reader gets it: it opens what is sealed in a query, and keeps to the pace. */
final class ReadingSession implements InvocationHandler {

    private final Connection connection;
    private final Optional<Sealed> sealed;
    private final Optional<Gate> gate;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ReadingSession(Connection connection, Optional<Sealed> sealed, Optional<Gate> gate) {
        this.connection = connection;
        this.sealed = sealed;
        this.gate = gate;
    }

    static Connection of(Connection connection, Optional<Sealed> sealed, Optional<Gate> gate) {
        return proxy(Connection.class, new ReadingSession(connection, sealed, gate));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("close")) {
            if (closed.compareAndSet(false, true)) {
                try {
                    connection.close();
                } finally {
                    gate.ifPresent(Gate::leave);
                }
            }
            return null;
        }
        if (arguments != null && sealed.isPresent() && method.getName().equals("prepareStatement")) {
            arguments[0] = sealed.get().opened(String.valueOf(arguments[0]));
        }
        var result = passed(connection, method, arguments);
        return result instanceof PreparedStatement statement
                ? gate.flatMap(Gate::pace).map(p -> paced(statement, p)).orElse(statement)
                : result;
    }

    private static PreparedStatement paced(PreparedStatement statement, Pace pace) {
        return proxy(PreparedStatement.class, (p, method, arguments) -> {
            var result = passed(statement, method, arguments);
            return result instanceof ResultSet rows ? paced(rows, pace) : result;
        });
    }

    private static ResultSet paced(ResultSet rows, Pace pace) {
        return proxy(ResultSet.class, (p, method, arguments) -> {
            var result = passed(rows, method, arguments);
            if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
                pace.row();
            }
            return result;
        });
    }

    private static @Nullable Object passed(Object to, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(ReadingSession.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

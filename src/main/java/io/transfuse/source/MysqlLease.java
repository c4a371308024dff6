package io.transfuse.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A session that is lent: whoever has it can read, but neither end its transaction nor close it. */
final class MysqlLease implements InvocationHandler {

    private final Connection connection;
    private final Runnable back;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MysqlLease(Connection connection, Runnable back) {
        this.connection = connection;
        this.back = back;
    }

    static Connection of(Connection connection, Runnable back) {
        return (Connection) Proxy.newProxyInstance(
                MysqlLease.class.getClassLoader(), new Class<?>[] {Connection.class}, new MysqlLease(connection, back));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                if (closed.compareAndSet(false, true)) {
                    back.run();
                }
                return null;
            }
            case "isClosed" -> {
                return closed.get() || connection.isClosed();
            }
            case "commit", "rollback", "setAutoCommit", "setTransactionIsolation", "setReadOnly" -> {
                return null;
            }
            case "prepareStatement" -> {
                return asked(method, prepared(arguments));
            }
            default -> {
                return asked(method, arguments);
            }
        }
    }

    private @Nullable Object asked(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** The same with a query that the session can open. */
    private @Nullable Object @Nullable [] prepared(@Nullable Object @Nullable [] arguments) {
        if (arguments == null || !(arguments[0] instanceof String sql)) {
            return arguments;
        }
        var prepared = arguments.clone();
        prepared[0] = MysqlLists.opened(connection, sql);
        return prepared;
    }
}

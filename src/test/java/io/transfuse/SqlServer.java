package io.transfuse;

import io.transfuse.embedded.SourceServer;
import io.transfuse.model.Endpoint;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running MySQL or MariaDB that the tests share.
 *
 * @param server the server
 */
public record SqlServer(SourceServer server) {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** A fresh, empty database, as the account that may do everything. */
    public Endpoint database() {
        return database("");
    }

    /** The same with further options of CREATE DATABASE. */
    public Endpoint database(String options) {
        var name = "s" + DATABASES.incrementAndGet();
        Servers.execute(server.administrator(""), "CREATE DATABASE " + name + " " + options);
        return server.administrator(name);
    }

    /** The same database as the account with a password that reads and takes locks, but does not write. */
    public Endpoint reader(Endpoint database) {
        return server.reader(database.name().replaceFirst(".*/", ""));
    }

    /** Whether it is MySQL and not MariaDB. */
    public boolean mysql() {
        return switch (server.product()) {
            case MYSQL -> true;
            case MARIADB -> false;
        };
    }

    @Override
    public String toString() {
        return server.product().title();
    }
}

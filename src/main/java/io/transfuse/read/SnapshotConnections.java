package io.transfuse.read;

import io.transfuse.source.MysqlSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcConnectionProvider;
import scala.collection.immutable.Map;

/**
 * Hands Spark's readers the sessions of a snapshot, so that all of them see the source at one moment, or sessions of
 * their own; both open the conditions of parts and keep to the run's pace.
 */
public final class SnapshotConnections extends JdbcConnectionProvider {

    /** The property with the key of sealed conditions; Spark hides the values of such names where it shows any. */
    static final String SECRET = "transfuseSecret";

    /** The property that names the gate. */
    static final String GATE = "transfuseGate";

    @Override
    public String name() {
        return MysqlSource.PROVIDER;
    }

    @Override
    public boolean canHandle(Driver driver, Map<String, String> options) {
        return options.contains(MysqlSource.SNAPSHOT) || options.contains(SECRET) || options.contains(GATE);
    }

    @Override
    public Connection getConnection(Driver driver, Map<String, String> options) {
        var gate = option(options, GATE).map(Gate::of);
        gate.ifPresent(Gate::enter);
        try {
            var connection = option(options, MysqlSource.SNAPSHOT)
                    .map(MysqlSource::lease)
                    .orElseGet(() -> connected(driver, options));
            var sealed = option(options, SECRET).map(Sealed::of);
            return sealed.isEmpty() && gate.isEmpty() ? connection : ReadingSession.of(connection, sealed, gate);
        } catch (RuntimeException e) {
            gate.ifPresent(Gate::leave);
            throw e;
        }
    }

    private static Optional<String> option(Map<String, String> options, String name) {
        return options.contains(name) ? Optional.of(options.apply(name)) : Optional.empty();
    }

    private static Connection connected(Driver driver, Map<String, String> options) {
        var asked = new JDBCOptions(options);
        var properties = new Properties();
        properties.putAll(asked.asConnectionProperties());
        properties.keySet().removeIf(k -> k.toString().startsWith("transfuse"));
        try {
            return driver.connect(asked.url(), properties);
        } catch (SQLException e) {
            throw new Unconnected(e);
        }
    }

    /** A reader found no session; the cause says why. */
    private static final class Unconnected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unconnected(SQLException cause) {
            super("a reader could not open a session of the source", cause);
        }
    }

    @Override
    public boolean modifiesSecurityContext(Driver driver, Map<String, String> options) {
        return false;
    }
}

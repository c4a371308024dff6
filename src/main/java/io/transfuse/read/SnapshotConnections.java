package io.transfuse.read;

import io.transfuse.source.MysqlSource;
import java.sql.Connection;
import java.sql.Driver;
import org.apache.spark.sql.jdbc.JdbcConnectionProvider;
import scala.collection.immutable.Map;

/** Hands Spark's readers the sessions of a snapshot, so that all of them see the source at one moment. */
public final class SnapshotConnections extends JdbcConnectionProvider {

    @Override
    public String name() {
        return MysqlSource.PROVIDER;
    }

    @Override
    public boolean canHandle(Driver driver, Map<String, String> options) {
        return options.contains(MysqlSource.SNAPSHOT);
    }

    @Override
    public Connection getConnection(Driver driver, Map<String, String> options) {
        return MysqlSource.lease(options.apply(MysqlSource.SNAPSHOT));
    }

    @Override
    public boolean modifiesSecurityContext(Driver driver, Map<String, String> options) {
        return false;
    }
}

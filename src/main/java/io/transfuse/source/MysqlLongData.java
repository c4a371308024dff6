package io.transfuse.source;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Statements whose values do not fit into a packet together. */
final class MysqlLongData {

    private MysqlLongData() {}

    /** Prepared by the server, which takes each stream piece by piece; it limits one of them, not all together. */
    static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        var session = connection.unwrap(JdbcConnection.class);
        return session.serverPrepareStatement(MysqlLists.opened(session, sql));
    }
}

package io.transfuse.load;

import io.transfuse.model.Endpoint;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;

/** What the target must allow before anything is written to it. */
record TargetRights(Endpoint endpoint, Connection connection) {
    private static final int OLDEST = 140000;

    void check(Collection<String> schemas) throws SQLException {
        try (var statement = connection.createStatement();
                var facts = statement.executeQuery("""
                        SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                               pg_encoding_to_char(encoding), current_setting('transaction_read_only')::boolean,
                               datname, current_user, has_database_privilege(datname, 'CREATE'), pg_is_in_recovery()
                        FROM pg_database WHERE datname = current_database()
                        """)) {
            facts.next();
            refuse(facts.getInt(1) < OLDEST, "is PostgreSQL " + facts.getString(2) + ", but must be 14 or later");
            refuse(
                    !"UTF8".equals(facts.getString(3)),
                    "has encoding " + facts.getString(3) + ", but must be UTF8; create it with ENCODING 'UTF8'");
            var user = Quote.identifier(facts.getString(6));
            refuse(facts.getBoolean(8), "is read-only; give the primary server");
            refuse(
                    facts.getBoolean(4),
                    "lets new sessions only read; run: ALTER ROLE " + user + " IN DATABASE "
                            + Quote.identifier(facts.getString(5)) + " SET default_transaction_read_only = off");
            var create = facts.getBoolean(7)
                    ? ""
                    : "GRANT CREATE ON DATABASE " + Quote.identifier(facts.getString(5)) + " TO " + user;
            var wanted = new LinkedHashSet<String>();
            wanted.add(Ledger.SCHEMA);
            wanted.addAll(schemas);
            for (var schema : wanted) {
                check(schema, user, create);
            }
            foreign();
        }
    }

    /** Whether the account may have so many connections at once; superusers always may. */
    void check(int connections) throws SQLException {
        try (var statement = connection.createStatement();
                var limits = statement.executeQuery("""
                        SELECT 'that account', 'ROLE', rolname, rolconnlimit FROM pg_roles
                        WHERE rolname = current_user AND NOT rolsuper AND rolconnlimit BETWEEN 0 AND %1$d
                        UNION ALL
                        SELECT 'all accounts together', 'DATABASE', datname, datconnlimit FROM pg_database
                        WHERE datname = current_database() AND datconnlimit BETWEEN 0 AND %1$d
                          AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                        """.formatted(connections - 1))) {
            while (limits.next()) {
                refuse(
                        true,
                        "lets %s have %d connections, but must allow %d; run: ALTER %s %s CONNECTION LIMIT %3$d%s"
                                .formatted(
                                        limits.getString(1),
                                        limits.getInt(4),
                                        connections,
                                        limits.getString(2),
                                        Quote.identifier(limits.getString(3)),
                                        limits.getInt(4) < Target.FEWEST
                                                ? ""
                                                : ", or set load.connections = " + limits.getInt(4)));
            }
        }
    }

    /** Whether row-level security lets this account copy rows into existing tables. */
    void fillable(Collection<TargetTable> tables) throws SQLException {
        for (var table : tables) {
            var name = Quote.identifier(table.schema(), table.name());
            try (var statement = connection.createStatement();
                    var guarded = statement.executeQuery("SELECT current_user WHERE row_security_active(to_regclass("
                            + Quote.literal(name) + "))")) {
                while (guarded.next()) {
                    var user = Quote.identifier(guarded.getString(1));
                    refuse(
                            true,
                            "has row-level security on " + name + ", which lets " + user
                                    + " copy no rows into it; run: ALTER ROLE " + user + " BYPASSRLS");
                }
            }
        }
    }

    /** A schema of the ledger's name with other people's tables in it. */
    private void foreign() throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        SELECT count(*) FILTER (WHERE relname IN ('runs', 'chunks', 'objects', 'installation')) > 0
                          AND NOT coalesce(bool_or(relname = 'runs' AND EXISTS (
                              SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'plan')), false)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                        WHERE nspname = '%s' AND relkind IN ('r', 'p', 'v', 'm', 'f')
                        """.formatted(Ledger.SCHEMA))) {
            found.next();
            refuse(
                    found.getBoolean(1),
                    "has a schema " + Ledger.SCHEMA + " that is not Transfuse's; rename it with ALTER SCHEMA "
                            + Ledger.SCHEMA + " RENAME TO …, or take another database");
        }
    }

    /** {@code create} is the GRANT that lets the account create schemas, empty where it may already. */
    private void check(String schema, String user, String create) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE')"
                        + " FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (var rights = statement.executeQuery()) {
                if (!rights.next()) {
                    refuse(
                            schema.equals("public"),
                            "has no schema public; run: CREATE SCHEMA public, or name another with --schema");
                    refuse(!create.isEmpty(), "does not let " + user + " create schema " + schema + "; run: " + create);
                } else {
                    var grant = "GRANT USAGE, CREATE ON SCHEMA " + Quote.identifier(schema) + " TO " + user;
                    refuse(
                            !rights.getBoolean(1),
                            "does not let " + user + " create tables in schema " + schema + "; run: " + grant);
                }
            }
        }
    }

    private void refuse(boolean broken, String line) {
        if (broken) {
            throw UserException.unreachable("target " + endpoint.name() + " " + line);
        }
    }
}

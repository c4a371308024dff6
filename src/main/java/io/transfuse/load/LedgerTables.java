package io.transfuse.load;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables of the ledger, made once in every target, for people to read with SQL. */
final class LedgerTables {
    private LedgerTables() {}

    static boolean exist(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT to_regclass('transfuse.objects') IS NOT NULL")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Makes them where they are missing; the caller commits, so that there are all or none. */
    static void make(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Two commands that start at once would both find nothing.
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('transfuse.ledger', 0))");
            if (exist(connection)) {
                return;
            }
            try (var rows = statement.executeQuery("SELECT to_regnamespace('transfuse') IS NULL")) {
                if (rows.next() && rows.getBoolean(1)) {
                    statement.execute("CREATE SCHEMA transfuse");
                }
            }
            statement.execute(TABLES);
            statement.execute(COMMENTS);
        }
    }

    private static final String TABLES = """
            CREATE TABLE transfuse.installation (
                singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
                namespace uuid NOT NULL,
                created_at timestamptz NOT NULL DEFAULT now()
            );
            CREATE TABLE transfuse.runs (
                run uuid PRIMARY KEY,
                system text NOT NULL,
                cut text NOT NULL,
                plan text NOT NULL,
                settings jsonb NOT NULL,
                started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                finished_at timestamptz,
                verdict text
            );
            CREATE TABLE transfuse.objects (
                kind text NOT NULL,
                schema text NOT NULL,
                name text NOT NULL,
                run uuid NOT NULL,
                PRIMARY KEY (kind, schema, name)
            );
            CREATE TABLE transfuse.chunks (
                run uuid NOT NULL,
                target text NOT NULL,
                stage_version bigint NOT NULL,
                chunk text NOT NULL,
                rows bigint NOT NULL,
                loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                PRIMARY KEY (target, chunk)
            )
            """;

    private static final String COMMENTS = """
            COMMENT ON SCHEMA transfuse IS 'What Transfuse did in this database; safe to drop once no migration is under way';
            COMMENT ON TABLE transfuse.installation IS 'The namespace in which new UUIDs are derived; one row';
            COMMENT ON TABLE transfuse.runs IS 'One row for each migration: what it moves, from which moment of the source, and its verdict';
            COMMENT ON COLUMN transfuse.runs.cut IS 'The one moment of the source that was read';
            COMMENT ON COLUMN transfuse.runs.plan IS 'Digest of settings and source catalogue';
            COMMENT ON TABLE transfuse.objects IS 'Tables, types and functions that Transfuse made; only these are ever dropped by it; filled: rows are ours, the table is not';
            COMMENT ON TABLE transfuse.chunks IS 'Data files of the stage whose rows are in the target, written in the same transaction as the rows';
            COMMENT ON COLUMN transfuse.chunks.target IS 'schema.table';
            COMMENT ON COLUMN transfuse.chunks.chunk IS 'Name of the data file'
            """;
}

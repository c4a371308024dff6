package io.transfuse.load;

import io.transfuse.load.Statement.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The objects that the target's catalogue lists, asked once for many statements. */
record Existing(Set<Key> keys) {

    /** One object: an index counts as such on its table, and as a relation that takes the name in its schema. */
    record Key(Kind kind, String schema, String table, String name) {}

    static Existing read(Connection connection) throws SQLException {
        var keys = new HashSet<Key>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT 'SCHEMA', nspname, '', nspname FROM pg_namespace
                        UNION ALL SELECT 'EXTENSION', '', '', extname FROM pg_extension
                        UNION ALL SELECT 'TYPE', n.nspname, '', typname
                          FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype = 'e'
                        UNION ALL SELECT 'FUNCTION', n.nspname, '', proname
                          FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE pronargs = 0
                        UNION ALL SELECT 'TABLE', n.nspname, relname, relname
                          FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
                        UNION ALL SELECT 'TABLE', n.nspname, typname, typname
                          FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype IN ('d', 'e', 'r')
                        UNION ALL SELECT unnest(CASE contype
                            WHEN 'p' THEN ARRAY['PRIMARY_KEY'] WHEN 'u' THEN ARRAY['UNIQUE']
                            ELSE CASE WHEN convalidated THEN ARRAY['FOREIGN_KEY', 'VALIDATE'] ELSE ARRAY['FOREIGN_KEY'] END
                          END), n.nspname, relname, conname
                          FROM pg_constraint c JOIN pg_class r ON r.oid = conrelid
                          JOIN pg_namespace n ON n.oid = relnamespace WHERE contype IN ('p', 'u', 'f')
                        UNION ALL SELECT 'INDEX', n.nspname, r.relname, i.relname
                          FROM pg_index x JOIN pg_class i ON i.oid = indexrelid JOIN pg_class r ON r.oid = indrelid
                          JOIN pg_namespace n ON n.oid = r.relnamespace WHERE indisvalid
                        UNION ALL SELECT 'TRIGGER', n.nspname, relname, tgname
                          FROM pg_trigger JOIN pg_class r ON r.oid = tgrelid
                          JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal
                        """)) {
            while (rows.next()) {
                keys.add(new Key(
                        Kind.valueOf(rows.getString(1)), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return new Existing(keys);
    }

    /** Whether the statement has nothing left to do; identities and statistics are always done again. */
    boolean has(Statement s) {
        return keys.contains(new Key(s.kind(), s.schema(), s.table(), s.name()));
    }

    /** Whether any table, index, view, sequence or type of the schema has this name. */
    boolean hasRelation(String schema, String name) {
        return keys.contains(new Key(Kind.TABLE, schema, name, name));
    }
}

package io.transfuse.load;

import io.transfuse.model.PgType;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether the columns of a table take the binary form that we write. PostgreSQL would read the bytes of another type as
 * they come, so the functions that will read them are asked for, not the names of types: a domain, {@code json},
 * {@code timetz} or a type of an extension has another one.
 */
record BinaryColumns(Connection connection, Chunk.Into into) {
    private static final String LIST_OF_TEXT = "array_recv of " + BinaryArray.TEXT_OID;

    /** True only where every column is known. */
    boolean all() throws SQLException {
        var taken = new HashSet<Taken>();
        try (var select = connection.prepareStatement("""
                SELECT a.attname, p.prosrc || CASE p.prosrc WHEN 'array_recv' THEN ' of ' || t.typelem ELSE '' END
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                JOIN pg_catalog.pg_proc p ON p.oid = t.typreceive
                JOIN pg_catalog.pg_language l ON l.oid = p.prolang AND l.lanname = 'internal'
                WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
                """)) {
            select.setString(1, Quote.identifier(into.schema(), into.table()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    taken.add(new Taken(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return into.columns().stream()
                .allMatch(c ->
                        readers(c.kind()).stream().anyMatch(reader -> taken.contains(new Taken(c.name(), reader))));
    }

    /** A column and the function of PostgreSQL that reads its values. */
    private record Taken(String column, String reader) {}

    private static Set<String> readers(PgType.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> Set.of("boolrecv");
            case SMALLINT -> Set.of("int2recv");
            case INTEGER -> Set.of("int4recv");
            case BIGINT -> Set.of("int8recv");
            case NUMERIC -> Set.of("numeric_recv");
            case REAL -> Set.of("float4recv");
            case DOUBLE -> Set.of("float8recv");
            // That of citext is textrecv.
            case TEXT -> Set.of("textrecv", "varcharrecv", "bpcharrecv");
            case UUID -> Set.of("uuid_recv");
            case JSONB -> Set.of("jsonb_recv");
            case BYTEA -> Set.of("bytearecv");
            case DATE -> Set.of("date_recv");
            case TIME -> Set.of("time_recv");
            case TIMESTAMP -> Set.of("timestamp_recv");
            case TIMESTAMPTZ -> Set.of("timestamptz_recv");
            case INTERVAL -> Set.of("interval_recv");
            case BIT -> Set.of("bit_recv", "varbit_recv");
            case ENUM -> Set.of("enum_recv");
            case ARRAY -> Set.of(LIST_OF_TEXT);
            case POINT -> Set.of("point_recv");
        };
    }
}

package io.transfuse.source;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Virtual tables of SQLite: most are computed from others, but a search index or an R*Tree may hold rows of its own.
 */
record SqliteVirtual(Connection connection) {

    /** Those with rows that are in no other table, for the plan's warnings. */
    List<String> remarks() {
        return Sql.rows(connection, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'")
                .stream()
                .map(l -> l.text("name"))
                .flatMap(n -> remark(n).stream())
                .toList();
    }

    private Optional<String> remark(String name) {
        var rows = rows(name);
        return rows == 0
                ? Optional.empty()
                : Optional.of("the virtual table " + name + " holds " + (rows == 1 ? "1 row" : rows + " rows")
                        + " of its own, not carried; make a plain table first: CREATE TABLE "
                        + SqliteReads.quoted(name + "_rows") + " AS SELECT rowid AS id, * FROM "
                        + SqliteReads.quoted(name));
    }

    /** Why it is not carried. */
    String reason(String name) {
        return rows(name) == 0
                ? "a virtual table is computed from others; PostgreSQL has its own indexes for that"
                : "a virtual table that holds rows of its own; make a plain table of them to carry them";
    }

    /** The rows that full-text search keeps beside its words, and those of an R*Tree. */
    private long rows(String name) {
        return Stream.of(name + "_content", name + "_rowid")
                .filter(this::isShadow)
                .mapToLong(n -> Sql.row(connection, "SELECT count(*) AS n FROM " + SqliteReads.quoted(n))
                        .number("n"))
                .sum();
    }

    private boolean isShadow(String name) {
        return !Sql.rows(
                        connection,
                        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow' AND name = ?",
                        name)
                .isEmpty();
    }
}

package io.transfuse.repair;

import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Does to one table what is due. */
record Changes(Connection connection, TableNames names) {

    private static final String UNIQUE = "23505";

    /** Rows that the stage does not know and nobody needs. */
    long delete() throws SQLException {
        return expected("d.wanted IS NULL AND NOT d.stays", """
                DELETE FROM %s AS t USING %s AS d
                WHERE t.ctid = d.place AND t.tableoid = d.part AND d.wanted IS NULL AND NOT d.stays
                """.formatted(names.table(), names.due()));
    }

    /** Rows that the target does not have. */
    long insert() throws SQLException {
        var columns = columns(names.loaded().stream().map(c -> c.name()).toList(), "");
        return expected("d.place IS NULL", """
                INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
                SELECT %s FROM %s AS s JOIN %s AS d ON s.ctid = d.wanted WHERE d.place IS NULL
                """.formatted(
                        names.table(),
                        columns,
                        columns(names.loaded().stream().map(c -> c.name()).toList(), "s."),
                        names.staged(),
                        names.due()));
    }

    /**
     * Sets the columns that differ, and only these. Rows that exchange what must be unique are in each other's way
     * while they are set one after another; they are taken out and written again whole where references may look away.
     */
    long update(boolean watched) throws SQLException {
        var before = connection.setSavepoint();
        try {
            var rows = 0L;
            for (var columns : sets()) {
                rows += set(names.table(), "t.ctid = d.place AND t.tableoid = d.part", columns);
            }
            connection.releaseSavepoint(before);
            return rows;
        } catch (SQLException e) {
            if (!UNIQUE.equals(e.getSQLState()) || watched) {
                throw e;
            }
            connection.rollback(before);
            return anew();
        }
    }

    /** Rows that differ in nothing that can be set. */
    long computed() throws SQLException {
        return count("d.wanted IS NOT NULL AND d.place IS NOT NULL AND d.columns = '{}'");
    }

    private long anew() throws SQLException {
        execute("""
                CREATE TEMP TABLE %s ON COMMIT DROP AS
                SELECT d.place AS "_transfuse place", d.part AS "_transfuse part", t.* FROM %s AS t
                JOIN %s AS d ON t.ctid = d.place AND t.tableoid = d.part
                WHERE d.wanted IS NOT NULL AND d.columns <> '{}'
                """.formatted(names.anew().substring("pg_temp.".length()), names.table(), names.due()));
        var rows = 0L;
        for (var columns : sets()) {
            rows += set(names.anew(), "t.\"_transfuse place\" = d.place AND t.\"_transfuse part\" = d.part", columns);
        }
        execute("""
                DELETE FROM %s AS t USING %s AS a
                WHERE t.ctid = a."_transfuse place" AND t.tableoid = a."_transfuse part"
                """.formatted(names.table(), names.anew()));
        var all = stored();
        execute("INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s AS a"
                .formatted(names.table(), columns(all, ""), columns(all, "a."), names.anew()));
        return rows;
    }

    /** The columns that differ in the same rows, by their numbers. */
    private List<List<Integer>> sets() throws SQLException {
        var sets = new ArrayList<List<Integer>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT DISTINCT columns FROM %s
                        WHERE wanted IS NOT NULL AND place IS NOT NULL AND columns <> '{}' ORDER BY 1
                        """.formatted(names.due()))) {
            while (rows.next()) {
                sets.add(List.of((Integer[]) rows.getArray(1).getArray()));
            }
        }
        return sets;
    }

    private long set(String table, String same, List<Integer> numbers) throws SQLException {
        var assigned = numbers.stream()
                .map(n -> Quote.identifier(names.loaded().get(n - 1).name()))
                .map(c -> c + " = s." + c)
                .collect(Collectors.joining(", "));
        var these = numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'"));
        return expected("d.wanted IS NOT NULL AND d.place IS NOT NULL AND d.columns = " + these, """
                UPDATE %s AS t SET %s FROM %s AS d JOIN %s AS s ON s.ctid = d.wanted
                WHERE %s AND d.columns = %s
                """.formatted(
                        table, assigned, names.due(), names.staged(), same, these));
    }

    /** Every column that holds what was put into it, also those that only the target knows. */
    private List<String> stored() throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT attname FROM pg_attribute
                WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
                """)) {
            query.setString(1, names.table());
            var columns = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            return columns;
        }
    }

    private static String columns(List<String> names, String alias) {
        return names.stream().map(c -> alias + Quote.identifier(c)).collect(Collectors.joining(", "));
    }

    /** A rule, or a trigger that fires always, may do something else than it is told. */
    private long expected(String due, String sql) throws SQLException {
        var wanted = count(due);
        try (var statement = connection.createStatement()) {
            var rows = statement.executeLargeUpdate(sql);
            if (rows != wanted) {
                throw new IllegalStateException(
                        names.target().qualified() + ": " + wanted + " rows were to be changed, but " + rows + " were");
            }
            return rows;
        }
    }

    private long count(String due) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + names.due() + " AS d WHERE " + due)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

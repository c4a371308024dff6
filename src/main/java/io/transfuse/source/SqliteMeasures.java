package io.transfuse.source;

import io.transfuse.model.Form;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Value;
import io.transfuse.source.Source.Measured;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the source's columns by plain SQL, so that the stage can be compared with something that no transformation
 * has touched.
 */
record SqliteMeasures(Connection connection, String part) implements Measures {

    private static final int COLUMNS_AT_ONCE = 100;

    /** A text is cut at its point, unless its exponent moves that or a double has not all of its digits. */
    private static final String CUT = "CAST(CASE WHEN typeof(#) IN ('text', 'blob')"
            + " AND (CAST(# AS TEXT) GLOB '*[eE]*' OR abs(CAST(# AS REAL)) >= 9007199254740992.0)"
            + " THEN CAST(# AS REAL) ELSE # END AS INTEGER)";

    @Override
    public Map<String, Measured> of(Mapping mapping, Branch branch, List<String> rejected) {
        remember(rejected);
        var columns = branch.columns().stream()
                .filter(c -> c.value() instanceof Value.Carry || c.value() instanceof Value.Key)
                .toList();
        var measured = new HashMap<String, Measured>();
        for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
            measured.putAll(
                    some(mapping, branch, columns.subList(from, Math.min(from + COLUMNS_AT_ONCE, columns.size()))));
        }
        return measured;
    }

    private void remember(List<String> rejected) {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE IF NOT EXISTS transfuse_rejected (position TEXT PRIMARY KEY)");
            statement.execute("DELETE FROM transfuse_rejected");
            try (var insert = connection.prepareStatement("INSERT OR IGNORE INTO transfuse_rejected VALUES (?)")) {
                for (var position : rejected) {
                    insert.setString(1, position);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new SourceException("remember rejected rows", e);
        }
    }

    private Map<String, Measured> some(Mapping mapping, Branch branch, List<ColumnMapping> columns) {
        var items = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var name = SqliteReads.name(
                    mapping.source().column(column.value().takes().get(0)).orElseThrow());
            var sums = sums(mapping, column, name);
            items.add("count(" + name + ") AS n" + i);
            // In two halves: SQLite's sum fails where 64 bits do not suffice.
            items.add("sum((" + sums.sum + ") >> 32) AS h" + i);
            items.add("sum((" + sums.sum + ") & 4294967295) AS l" + i);
            items.add("CAST(min(" + sums.order + ") AS TEXT) AS a" + i);
            items.add("CAST(max(" + sums.order + ") AS TEXT) AS z" + i);
        }
        var line = line(mapping, branch, items);
        var measured = new HashMap<String, Measured>();
        for (int i = 0; i < columns.size(); i++) {
            measured.put(
                    columns.get(i).target().name(),
                    new Measured(line.number("n" + i), sum(line, i), line.text("a" + i), line.text("z" + i)));
        }
        return measured;
    }

    @Override
    public Map<String, Long> distinct(Mapping mapping, Branch branch, List<String> rejected) {
        remember(rejected);
        var orders = new TreeMap<String, String>();
        branch.columns().stream().filter(c -> c.value() instanceof Value.Carry).forEach(c -> {
            var source = mapping.source().column(c.value().takes().get(0)).orElseThrow();
            orders.put(c.target().name(), sums(mapping, c, SqliteReads.name(source)).order);
        });
        // Texts may be spelled otherwise than the keys that they mean.
        Counts.keys(branch)
                .filter(c -> mapping.forms().get(c.value().takes().get(0)) == Form.LONG)
                .forEach(c -> orders.put(c.target().name(), name(mapping, c)));
        orders.values().removeIf("NULL"::equals);
        return counts(mapping, branch).distinct(orders);
    }

    @Override
    public Map<String, Measured> references(Mapping mapping, Branch branch, List<String> rejected) {
        remember(rejected);
        var names = new TreeMap<String, String>();
        Counts.references(branch).forEach(c -> names.put(c.target().name(), name(mapping, c)));
        return counts(mapping, branch).values(names);
    }

    private Counts counts(Mapping mapping, Branch branch) {
        return new Counts(COLUMNS_AT_ONCE, items -> line(mapping, branch, items));
    }

    private static String name(Mapping mapping, ColumnMapping column) {
        return SqliteReads.name(
                mapping.source().column(column.value().takes().get(0)).orElseThrow());
    }

    private Sql.Line line(Mapping mapping, Branch branch, List<String> items) {
        return SqliteParts.row(
                connection,
                "SELECT " + String.join(", ", items) + " FROM "
                        + SqliteReads.quoted(mapping.source().name()) + " t WHERE " + part + " AND "
                        + SqliteReads.taken(mapping, branch) + " AND CAST("
                        + mapping.source().position()
                        + " AS TEXT) NOT IN (SELECT position FROM temp.transfuse_rejected)",
                mapping.source());
    }

    private static String sum(Sql.Line line, int i) {
        return line.isNull("h" + i)
                ? ""
                : BigInteger.valueOf(line.number("h" + i))
                        .shiftLeft(32)
                        .add(BigInteger.valueOf(line.number("l" + i)))
                        .toString();
    }

    /** What is added up and what is ordered; NULL where SQLite has no exact answer of its own. */
    private record Sums(String sum, String order) {}

    private static Sums sums(Mapping mapping, ColumnMapping column, String name) {
        var profile = mapping.profile().columns().get(column.value().takes().get(0));
        var realAsText =
                column.target().type().kind() == PgType.Kind.TEXT && profile != null && profile.count(Storage.REAL) > 0;
        if (column.value() instanceof Value.Key
                || realAsText
                || (profile != null && misread(column.target().type().kind(), profile))) {
            return new Sums("NULL", "NULL");
        }
        return switch (column.target().type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> new Sums(name, "CAST(" + name + " AS INTEGER)");
            case BOOLEAN ->
                new Sums(
                        "CASE WHEN lower(" + name + ") IN ('1', '1.0', 'true', 't', 'yes', 'y') THEN 1 WHEN " + name
                                + " IS NOT NULL THEN 0 END",
                        "NULL");
            case TEXT -> new Sums("length(CAST(" + name + " AS BLOB))", "CAST(" + name + " AS TEXT) COLLATE BINARY");
            case BYTEA -> new Sums("length(CAST(" + name + " AS BLOB))", "NULL");
            case DATE, TIMESTAMP, TIMESTAMPTZ -> {
                var seconds = SqliteSeconds.of(name, profile);
                yield new Sums(seconds, seconds);
            }
            case DOUBLE -> new Sums(CUT.replace("#", name), "NULL");
            case UUID, JSONB, NUMERIC, REAL, TIME, INTERVAL, BIT, ENUM, ARRAY, POINT -> new Sums("NULL", "NULL");
        };
    }

    /** In a file of UTF-16, SQLite takes bytes for UTF-16 and counts twice what letters take in UTF-8. */
    private static boolean misread(PgType.Kind kind, OfColumn profile) {
        var letters = profile.count(Storage.TEXT) > 0;
        var bytes = profile.count(Storage.BLOB) > 0;
        var utf16 = profile.facts().containsKey("utf-16le") || profile.facts().containsKey("utf-16be");
        return utf16
                && switch (kind) {
                    case TEXT -> letters || bytes;
                    case BYTEA -> letters;
                    default -> bytes;
                };
    }
}

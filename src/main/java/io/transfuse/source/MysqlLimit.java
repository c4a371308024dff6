package io.transfuse.source;

import io.transfuse.model.Alias;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Finds the first rows of each table and all rows that these refer to. A small table is kept whole, and the first rows
 * by an integer key are a range of it; only for others does every session get a list. The lists are temporary tables of
 * positions: a copy of the rows themselves would be read outside of the snapshot.
 */
final class MysqlLimit {

    private static final int NO_RIGHT = 1044;
    private static final int AT_ONCE = 2000;

    private final MysqlServer server;
    private final List<Connection> sessions;
    private final Connection control;
    private final Catalogue catalogue;
    private final Map<String, String> conditions = new HashMap<>();
    private final Map<String, Set<String>> listed = new HashMap<>();

    MysqlLimit(MysqlServer server, List<Connection> sessions, Catalogue catalogue) {
        this.server = server;
        this.sessions = sessions;
        this.control = sessions.get(0);
        this.catalogue = catalogue;
    }

    /** The rows that are kept; every session has the lists of those that need one. */
    MysqlKept kept(long rows, List<Tie> ties) {
        catalogue.tables().forEach(t -> begin(t, rows));
        while (ties.stream().filter(this::parentsAdded).count() > 0) {
            // A parent may have parents of its own.
        }
        sessions.stream()
                .skip(1)
                .parallel()
                .forEach(s -> listed.forEach((table, names) -> {
                    make(s, table);
                    add(s, table, names);
                }));
        return kept();
    }

    private MysqlKept kept() {
        return new MysqlKept(catalogue, conditions);
    }

    private void begin(Table table, long rows) {
        var from = " FROM " + MysqlReads.quoted(table.name()) + " t ";
        if (Sql.row(control, "SELECT COUNT(*) AS n FROM (SELECT 1" + from + "LIMIT " + (rows + 1) + ") r")
                        .number("n")
                <= rows) {
            conditions.put(table.name(), MysqlKept.ALL);
            return;
        }
        var counter = MysqlPosition.counter(table).map(c -> "t." + MysqlReads.quoted(c.name()));
        if (counter.isPresent() && rows > 0) {
            var key = counter.get();
            var last =
                    positions("SELECT " + key + " AS k" + from + "ORDER BY " + key + " LIMIT 1 OFFSET " + (rows - 1));
            conditions.put(table.name(), key + " <= " + last.iterator().next());
        } else {
            list(
                    table,
                    positions("SELECT " + named(table) + " AS k FROM " + MysqlPosition.from(table) + " ORDER BY "
                            + order(table) + " LIMIT " + rows));
        }
    }

    private void list(Table table, Set<String> names) {
        conditions.remove(table.name());
        listed.put(table.name(), names);
        make(control, table.name());
        add(control, table.name(), names);
    }

    /** What names a row in a list: the number, or a digest of its position. */
    private static String named(Table table) {
        return MysqlPosition.counter(table)
                .map(c -> "CAST(t." + MysqlReads.quoted(c.name()) + " AS CHAR)")
                .orElse("MD5(" + table.position() + ")");
    }

    private static String order(Table table) {
        return MysqlPosition.numbered(table) || table.primaryKey().isEmpty()
                ? table.position()
                : table.primaryKey().stream()
                        .map(k -> "t." + MysqlReads.quoted(k))
                        .collect(Collectors.joining(", "));
    }

    private Set<String> positions(String sql) {
        return Sql.rows(control, sql).stream()
                .map(l -> l.text("k"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void make(Connection session, String table) {
        try {
            MysqlSnapshot.execute(
                    session,
                    "CREATE TEMPORARY TABLE " + kept().list(table) + " (" + MysqlLists.NAMED
                            + (counted(table) ? " DECIMAL(20)" : " CHAR(32) CHARACTER SET utf8mb4")
                            + " PRIMARY KEY) ENGINE=InnoDB");
        } catch (SourceException e) {
            if (e.code() == NO_RIGHT) {
                throw UserException.unreachable("source database " + server.database() + " does not let "
                        + server.account() + " make temporary tables, which --limit needs; "
                        + server.grant("CREATE TEMPORARY TABLES"));
            }
            throw e;
        }
    }

    private boolean counted(String table) {
        return MysqlPosition.counter(catalogue.table(table).orElseThrow()).isPresent();
    }

    private void add(Connection session, String table, Set<String> names) {
        var literal = counted(table) ? "(%s)" : "('%s')";
        var all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var values = all.subList(from, Math.min(from + AT_ONCE, all.size())).stream()
                    .map(literal::formatted)
                    .collect(Collectors.joining(", "));
            MysqlSnapshot.execute(session, "INSERT INTO " + kept().list(table) + " VALUES " + values);
        }
    }

    /** Whether rows that those of a child refer to were missing among those that are kept. */
    private boolean parentsAdded(Tie tie) {
        var parent = catalogue.table(tie.parent()).orElseThrow();
        var condition = kept().condition(tie.parent()).orElse("FALSE");
        if (condition.equals(MysqlKept.ALL)) {
            return false;
        }
        var child = new MysqlTables(kept())
                .from(catalogue.table(tie.child()).orElseThrow())
                .replaceFirst("t$", "c");
        var same = IntStream.range(0, tie.keys().size())
                .mapToObj(i -> "t." + MysqlReads.quoted(tie.keys().get(i)) + " = c."
                        + MysqlReads.quoted(tie.columns().get(i)))
                .collect(Collectors.joining(" AND "));
        var found = new ArrayList<>(positions("SELECT DISTINCT " + named(parent) + " AS k FROM " + child + " JOIN "
                + MysqlPosition.from(parent) + " ON " + same + " WHERE " + Alias.moved(tie.where(), "c") + " AND NOT ("
                + condition + ")"));
        if (!found.isEmpty() && listed.get(tie.parent()) == null) {
            list(
                    parent,
                    positions("SELECT " + named(parent) + " AS k FROM " + MysqlPosition.from(parent) + " WHERE "
                            + condition));
        }
        var known = listed.get(tie.parent());
        var fresh = found.stream()
                .filter(f -> Objects.requireNonNull(known).add(f))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        add(control, tie.parent(), fresh);
        return !fresh.isEmpty();
    }

    /** Equal for equal rows; which rows are written while we read does not matter. */
    String digest(MysqlKept kept) {
        var text = new StringBuilder();
        for (var table : catalogue.tables()) {
            var line = Sql.row(
                    control,
                    "SELECT COUNT(*) AS n, COALESCE(CAST(SUM(CAST(CONV(LEFT(r.d, 12), 16, 10) AS UNSIGNED)) AS CHAR), '')"
                            + " AS s FROM (SELECT " + MysqlPosition.digest(table.columns(), "t") + " AS d FROM "
                            + new MysqlTables(kept).from(table) + ") r");
            text.append(table.name())
                    .append(line.text("n"))
                    .append(line.text("s"))
                    .append(';');
        }
        return DigestUtils.md5Hex(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

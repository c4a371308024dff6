package io.transfuse.source;

import io.transfuse.model.Alias;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Finds the first rows of each table and all rows that these refer to, and gives every session a list of them. The
 * lists are temporary tables of positions: a copy of the rows themselves would be read outside of the snapshot.
 */
record MysqlLimit(MysqlServer server, MysqlTables tables, List<Tie> ties) {

    private static final int NO_RIGHT = 1044;
    private static final int AT_ONCE = 2000;

    /**
     * The rows of a table that are kept, as an alias; each alias has a list, because MySQL opens one only once. An
     * integer key is found by its index; for any other the list is asked, row by row, because no index knows the
     * digests.
     */
    static String kept(Catalogue catalogue, Table table, char alias) {
        var i = catalogue.tables().stream().map(Table::name).toList().indexOf(table.name());
        var list = list(i, alias) + " k";
        var inner = MysqlPosition.from(table);
        return MysqlPosition.counter(table)
                        .map(c -> "(SELECT t.* FROM " + list + " STRAIGHT_JOIN " + inner + " ON t."
                                + MysqlReads.quoted(c.name()) + " = k.number")
                        .orElseGet(() -> "(SELECT t.* FROM " + inner + " STRAIGHT_JOIN " + list
                                + " ON k.position = MD5(" + table.position() + ")")
                + ") " + alias;
    }

    private static String list(int table, char alias) {
        return "_transfuse_" + alias + table;
    }

    /** Makes the lists, and returns a digest of the rows that are kept. */
    String keep(List<Connection> sessions, long rows) {
        var control = sessions.get(0);
        var catalogue = tables.catalogue();
        var kept = new ArrayList<Set<String>>();
        for (var table : catalogue.tables()) {
            kept.add(positions(
                    control,
                    "SELECT " + named(table) + " AS k FROM " + MysqlPosition.from(table) + " ORDER BY " + order(table)
                            + " LIMIT " + rows));
        }
        sessions.forEach(s -> make(s, catalogue.tables().size()));
        for (int i = 0; i < kept.size(); i++) {
            add(sessions, i, List.copyOf(kept.get(i)));
        }
        while (parentsAdded(sessions, kept)) {
            // A parent may have parents of its own.
        }
        return digest(control);
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

    private static Set<String> positions(Connection connection, String sql) {
        return Sql.rows(connection, sql).stream()
                .map(l -> l.text("k"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void make(Connection session, int count) {
        try {
            for (int i = 0; i < count; i++) {
                for (var alias : new char[] {'t', 'p'}) {
                    MysqlSnapshot.execute(
                            session,
                            "CREATE TEMPORARY TABLE " + list(i, alias)
                                    + " (position CHAR(32) CHARACTER SET utf8mb4, number DECIMAL(20), KEY (position),"
                                    + " KEY (number)) ENGINE=InnoDB");
                }
            }
        } catch (SourceException e) {
            if (e.code() == NO_RIGHT) {
                throw UserException.unreachable("source database " + server.database() + " does not let "
                        + server.account() + " make temporary tables, which --limit needs; "
                        + server.grant("CREATE TEMPORARY TABLES"));
            }
            throw e;
        }
    }

    private void add(List<Connection> sessions, int table, List<String> names) {
        var number =
                MysqlPosition.counter(tables.catalogue().tables().get(table)).isPresent();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            var values = names.subList(from, Math.min(from + AT_ONCE, names.size())).stream()
                    .map(n -> number ? "(NULL, " + n + ")" : "('" + n + "', NULL)")
                    .collect(Collectors.joining(", "));
            for (var session : sessions) {
                for (var alias : new char[] {'t', 'p'}) {
                    MysqlSnapshot.execute(session, "INSERT INTO " + list(table, alias) + " VALUES " + values);
                }
            }
        }
    }

    private boolean parentsAdded(List<Connection> sessions, List<Set<String>> kept) {
        var catalogue = tables.catalogue();
        var names = catalogue.tables().stream().map(Table::name).toList();
        boolean added = false;
        for (var tie : ties) {
            var parent = catalogue.tables().get(names.indexOf(tie.parent()));
            var same = IntStream.range(0, tie.keys().size())
                    .mapToObj(i -> "t." + MysqlReads.quoted(tie.keys().get(i)) + " = c."
                            + MysqlReads.quoted(tie.columns().get(i)))
                    .collect(Collectors.joining(" AND "));
            var found = positions(
                    sessions.get(0),
                    "SELECT DISTINCT " + named(parent) + " AS k FROM "
                            + kept(catalogue, catalogue.table(tie.child()).orElseThrow(), 't')
                                    .replaceFirst("t$", "c")
                            + " JOIN " + MysqlPosition.from(parent) + " ON " + same + " WHERE "
                            + Alias.moved(tie.where(), "c"));
            var known = kept.get(names.indexOf(tie.parent()));
            var fresh = found.stream().filter(known::add).toList();
            add(sessions, names.indexOf(tie.parent()), fresh);
            added |= !fresh.isEmpty();
        }
        return added;
    }

    /** Equal for equal rows; which rows are written while we read does not matter. */
    private String digest(Connection control) {
        var text = new StringBuilder();
        for (var table : tables.catalogue().tables()) {
            var line = Sql.row(
                    control,
                    "SELECT COUNT(*) AS n, COALESCE(CAST(SUM(CAST(CONV(LEFT(r.d, 12), 16, 10) AS UNSIGNED)) AS CHAR), '')"
                            + " AS s FROM (SELECT " + MysqlPosition.digest(table.columns(), "t") + " AS d FROM "
                            + kept(tables.catalogue(), table, 't') + ") r");
            text.append(table.name())
                    .append(line.text("n"))
                    .append(line.text("s"))
                    .append(';');
        }
        return DigestUtils.md5Hex(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

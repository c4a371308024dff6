package io.transfuse.source;

import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keys, indexes and references of all tables of a database. */
record MysqlKeys(Connection connection, MysqlServer server) {

    private static final Pattern WRITTEN =
            Pattern.compile("CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY \\([^)]*\\) REFERENCES [^(]+\\([^)]*\\)(.*)");
    private static final Pattern ACTION = Pattern.compile("ON (DELETE|UPDATE) (CASCADE|SET NULL|SET DEFAULT)");

    List<Line> indexes() {
        var lines = Sql.rows(
                connection, """
                SELECT table_name AS tbl, index_name AS name, non_unique AS several, column_name AS part,
                       collation AS direction, sub_part AS prefix, index_type AS type, %s AS expression
                FROM information_schema.statistics WHERE table_schema = database()
                ORDER BY table_name, CAST(table_name AS BINARY), index_name, seq_in_index""".formatted(!server.mariadb() && server.since("8.0.13", "") ? "expression" : "NULL"));
        if (!server.mariadb()) {
            TwiceEncoded.mend(lines, "expression");
        }
        return lines;
    }

    /** Keys of the tables that a MERGE table unites: two of them may have the same one, so they are plain indexes. */
    static void loosen(List<Line> indexes) {
        for (var line : indexes) {
            line.values().put("several", 1L);
            line.values().replace("name", "PRIMARY", "primary");
        }
    }

    /** References within the database by table; those that leave it are added to {@code others}. */
    Map<String, List<Table.ForeignKey>> references(List<NotCarried> others) {
        var rules = rules();
        var byConstraint = new LinkedHashMap<List<String>, List<Line>>();
        for (var line : Sql.rows(connection, """
                SELECT table_name AS tbl, constraint_name AS name, column_name AS part,
                       referenced_table_schema AS other, referenced_table_name AS parent,
                       referenced_column_name AS parent_part
                FROM information_schema.key_column_usage
                WHERE table_schema = database() AND referenced_table_name IS NOT NULL
                ORDER BY table_name, CAST(table_name AS BINARY), constraint_name, ordinal_position""")) {
            byConstraint
                    .computeIfAbsent(List.of(line.text("tbl"), line.text("name")), k -> new ArrayList<>())
                    .add(line);
        }
        var references = new HashMap<String, List<Table.ForeignKey>>();
        byConstraint.forEach((constraint, lines) -> {
            if (!lines.get(0).text("other").equals(server.database())) {
                others.add(leaving(lines));
                return;
            }
            var rule = rules.computeIfAbsent(constraint, c -> written(c.get(0), c.get(1)));
            references
                    .computeIfAbsent(constraint.get(0), k -> new ArrayList<>())
                    .add(new Table.ForeignKey(
                            parts(lines, "part"),
                            lines.get(0).text("parent"),
                            parts(lines, "parent_part"),
                            rule.getOrDefault("DELETE", ""),
                            rule.getOrDefault("UPDATE", "")));
        });
        return references;
    }

    private static NotCarried leaving(List<Line> lines) {
        var first = lines.get(0);
        return new NotCarried(
                "foreign key",
                first.text("tbl") + "." + first.text("name"),
                "(" + String.join(", ", parts(lines, "part")) + ") REFERENCES " + first.text("other") + "."
                        + first.text("parent") + " (" + String.join(", ", parts(lines, "parent_part")) + ")",
                "it refers to another database, whose rows are not read");
    }

    private Map<List<String>, Map<String, String>> rules() {
        var rules = new HashMap<List<String>, Map<String, String>>();
        for (var line : Sql.rows(connection, """
                SELECT table_name AS tbl, constraint_name AS name, delete_rule AS deletes, update_rule AS updates
                FROM information_schema.referential_constraints WHERE constraint_schema = database()""")) {
            rules.put(
                    List.of(line.text("tbl"), line.text("name")),
                    Map.of("DELETE", action(line.text("deletes")), "UPDATE", action(line.text("updates"))));
        }
        return rules;
    }

    private static String action(String rule) {
        return Set.of("NO ACTION", "RESTRICT").contains(rule) ? "" : rule;
    }

    /** MariaDB hides the actions from accounts that only read, but not the table's own text. */
    private Map<String, String> written(String table, String constraint) {
        var text = Sql.row(connection, "SHOW CREATE TABLE " + MysqlReads.quoted(table))
                .text("Create Table");
        var matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).replace("``", "`").equals(constraint)) {
                return ACTION.matcher(matcher.group(2))
                        .results()
                        .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (a, b) -> a));
            }
        }
        return Map.of();
    }

    private static List<String> parts(List<Line> lines, String column) {
        return lines.stream().map(l -> l.text(column)).toList();
    }

    /** What the index lines of one table declare. */
    record Declared(List<Line> lines) {

        List<String> primary() {
            return parts(of("PRIMARY"), "part");
        }

        /** Keys of whole columns; the others need an index of their own kind. */
        List<List<String>> uniques() {
            return names().stream()
                    .filter(n -> !n.equals("PRIMARY") && key(of(n)))
                    .map(n -> parts(of(n), "part"))
                    .toList();
        }

        List<Table.Index> indexes() {
            return names().stream()
                    .filter(n -> n.equals("PRIMARY") ? !whole(of(n)) : !key(of(n)))
                    .map(n -> index(n, of(n)))
                    .toList();
        }

        private List<String> names() {
            return lines.stream().map(l -> l.text("name")).distinct().toList();
        }

        private List<Line> of(String name) {
            return lines.stream().filter(l -> l.text("name").equals(name)).toList();
        }

        private static boolean key(List<Line> index) {
            return index.get(0).number("several") == 0 && whole(index);
        }

        private static boolean whole(List<Line> index) {
            return index.stream().allMatch(l -> l.isNull("prefix") && !l.isNull("part"));
        }

        private static Table.Index index(String name, List<Line> lines) {
            var method = switch (lines.get(0).text("type")) {
                case "FULLTEXT" -> Table.Method.WORDS;
                case "SPATIAL" -> Table.Method.SPACE;
                default -> Table.Method.ORDER;
            };
            var parts = lines.stream()
                    .map(l -> new Table.Part(
                            l.text("part"),
                            MysqlText.standard(l.text("expression")),
                            method == Table.Method.ORDER ? (int) l.number("prefix") : 0,
                            l.text("direction").equals("D"),
                            ""))
                    .toList();
            return new Table.Index(name, lines.get(0).number("several") == 0, method, parts, "", text(lines, method));
        }

        private static String text(List<Line> lines, Table.Method method) {
            var kind = switch (method) {
                case WORDS -> "FULLTEXT INDEX ";
                case SPACE -> "SPATIAL INDEX ";
                case ORDER -> lines.get(0).number("several") == 0 ? "UNIQUE INDEX " : "INDEX ";
            };
            var parts = lines.stream()
                    .map(l -> (l.isNull("part") ? "(" + l.text("expression") + ")" : MysqlReads.quoted(l.text("part")))
                            + (l.isNull("prefix") || method != Table.Method.ORDER ? "" : "(" + l.number("prefix") + ")")
                            + (l.text("direction").equals("D") ? " DESC" : ""))
                    .collect(Collectors.joining(", ", " (", ")"));
            return "CREATE " + kind + MysqlReads.quoted(lines.get(0).text("name")) + " ON "
                    + MysqlReads.quoted(lines.get(0).text("tbl")) + parts;
        }
    }
}

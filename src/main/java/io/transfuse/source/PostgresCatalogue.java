package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.model.Table.Column;
import io.transfuse.model.Table.ForeignKey;
import io.transfuse.model.Table.Nature;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the tables that a schema of PostgreSQL holds already, in a few queries for all of them. */
public record PostgresCatalogue(Connection connection, String schema) {

    private static final String BETWEEN = "\u001f";

    /** The tables, and the labels of the enumeration types that their columns have. */
    public record Found(Catalogue catalogue, Map<String, List<String>> labels) {
        public Found {
            labels = Map.copyOf(labels);
        }
    }

    /** What is there now. */
    public Found read() {
        var columns = byTable("""
                SELECT c.relname AS tab, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
                       a.attnotnull AS needed, pg_get_expr(d.adbin, d.adrelid) AS given,
                       a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%' AS counts,
                       a.attgenerated <> '' AS computed
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY c.relname, a.attnum""");
        var constraints = byTable("""
                SELECT c.relname AS tab, k.contype AS kind, f.relname AS other, k.confdeltype AS removal,
                       k.confupdtype AS change,
                       (SELECT string_agg(a.attname, E'\\x1f' ORDER BY o) FROM unnest(k.conkey) WITH ORDINALITY u(n, o)
                        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n) AS own,
                       (SELECT string_agg(a.attname, E'\\x1f' ORDER BY o) FROM unnest(k.confkey) WITH ORDINALITY u(n, o)
                        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n) AS theirs
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_class f ON f.oid = k.confrelid
                WHERE n.nspname = ? AND k.contype IN ('p', 'u', 'f') ORDER BY c.relname, k.conname""");
        var tables = columns.entrySet().stream()
                .map(t -> table(t.getKey(), t.getValue(), constraints.getOrDefault(t.getKey(), List.of())))
                .toList();
        return new Found(new Catalogue("postgresql", schema, tables, List.of()), labels());
    }

    private Map<String, List<Line>> byTable(String sql) {
        return Sql.rows(connection, sql.replace("%%", "%"), schema).stream()
                .collect(Collectors.groupingBy(l -> l.text("tab"), LinkedHashMap::new, Collectors.toList()));
    }

    private Map<String, List<String>> labels() {
        return Sql.rows(connection, """
                        SELECT format_type(t.oid, -1) AS type, e.enumlabel AS label FROM pg_enum e
                        JOIN pg_type t ON t.oid = e.enumtypid ORDER BY t.oid, e.enumsortorder""").stream()
                .collect(Collectors.groupingBy(
                        l -> l.text("type"), Collectors.mapping(l -> l.text("label"), Collectors.toList())));
    }

    private static Table table(String name, List<Line> columns, List<Line> constraints) {
        var uniques = new ArrayList<List<String>>();
        var keys = new ArrayList<ForeignKey>();
        List<String> primary = List.of();
        for (var constraint : constraints) {
            switch (constraint.text("kind")) {
                case "p" -> primary = names(constraint, "own");
                case "u" -> uniques.add(names(constraint, "own"));
                default ->
                    keys.add(new ForeignKey(
                            names(constraint, "own"),
                            constraint.text("other"),
                            names(constraint, "theirs"),
                            action(constraint.text("removal")),
                            action(constraint.text("change"))));
            }
        }
        return new Table(
                name,
                columns.stream().map(PostgresCatalogue::column).toList(),
                primary,
                uniques,
                keys,
                List.of(),
                List.of(),
                "",
                "",
                Optional.empty());
    }

    private static Column column(Line line) {
        return new Column(
                line.text("name"),
                line.text("type"),
                !line.text("needed").equals("true"),
                line.isNull("given") ? Optional.empty() : Optional.of(line.text("given")),
                "",
                line.text("computed").equals("true"),
                new Nature("", "", line.text("counts").equals("true"), false, ""));
    }

    private static List<String> names(Line line, String column) {
        return Arrays.asList(line.text(column).split(BETWEEN, -1));
    }

    private static String action(String letter) {
        return switch (letter) {
            case "c" -> "CASCADE";
            case "n" -> "SET NULL";
            case "d" -> "SET DEFAULT";
            case "r" -> "RESTRICT";
            default -> "";
        };
    }
}

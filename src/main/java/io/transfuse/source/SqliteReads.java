package io.transfuse.source;

import io.transfuse.model.Alias;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Table;
import io.transfuse.source.Source.Query;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes the queries that read SQLite's rows without loss. */
record SqliteReads() {
    /** What all spellings of one UUID have in common; a text that is none stands for itself. */
    static final String DIGITS = "CASE WHEN typeof(%1$s) = 'text' AND length(unhex(trim(%1$s, '{}'), '-')) = 16"
            + " THEN trim(replace(lower(%1$s), '-', ''), '{}') ELSE CAST(%1$s AS TEXT) END";

    /** A result column: its alias, its SQL, and Spark's type for it. */
    private record Item(String alias, String sql, String type) {
        String select() {
            return sql + " AS " + quoted(alias);
        }

        String schema() {
            return "`" + alias + "` " + type;
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A column of alias {@code t}. */
    static String name(Table.Column column) {
        return column.nature()
                .joined()
                .map(j -> j.sql("t", SqliteReads::quoted))
                .orElseGet(() -> "t." + quoted(column.name()));
    }

    /** The parts are conditions of which every row fulfils exactly one; none where the table is read in one. */
    Query query(Mapping mapping, Branch branch, List<String> parts) {
        var table = mapping.source();
        var items = items(mapping, "CAST(" + table.position() + " AS TEXT)");
        var sql = "(" + select(items) + quoted(table.name()) + " t WHERE "
                + (parts.isEmpty() ? "" : Query.PART + " AND ") + taken(mapping, branch) + ") r";
        return new Query(sql, schema(items), parts);
    }

    /** The same of rows of another table that has its columns, and their positions. */
    HandedOut handedOut(Connection connection, Mapping mapping, Branch branch, String from) throws SQLException {
        var items = items(mapping, "t." + quoted(HandedOut.POSITION));
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(select(items) + from + " t WHERE " + taken(mapping, branch))) {
            return new HandedOut(
                    schema(items),
                    HandedOut.read(result, items.stream().map(Item::type).toList()));
        }
    }

    private static String select(List<Item> items) {
        return "SELECT " + items.stream().map(Item::select).collect(Collectors.joining(", ")) + " FROM ";
    }

    private static String schema(List<Item> items) {
        return items.stream().map(Item::schema).collect(Collectors.joining(", "));
    }

    private static List<Item> items(Mapping mapping, String position) {
        var table = mapping.source();
        var items = new ArrayList<Item>();
        items.add(new Item("_position", position, "STRING"));
        for (int i = 0; i < table.columns().size(); i++) {
            items.addAll(read(i, table.columns().get(i), mapping));
        }
        mapping.lookups().stream().filter(Lookup::needed).forEach(l -> items.addAll(asked(l)));
        for (int i = 0; i < mapping.refused().size(); i++) {
            items.add(new Item(Mapping.refusal(i), refused(mapping.refused().get(i)), "BIGINT"));
        }
        return items;
    }

    static String refused(Mapping.Drop rule) {
        return "CASE WHEN (" + rule.where() + ") THEN 1 END";
    }

    /** The alias prefix of the i-th column; names of the source never reach Spark's readers. */
    static String alias(int i) {
        return "c" + i;
    }

    private static List<Item> read(int i, Table.Column column, Mapping mapping) {
        var name = name(column);
        var alias = alias(i);
        return switch (mapping.forms().getOrDefault(column.name(), Form.MIXED)) {
            case LONG -> List.of(new Item(alias, name, "BIGINT"));
            case SINGLE, DOUBLE -> List.of(new Item(alias, name, "DOUBLE"));
            case TEXT, BYTES -> List.of(new Item(alias, "CAST(" + name + " AS BLOB)", "BINARY"));
            case MIXED ->
                List.of(
                        new Item(alias + "_class", "typeof(" + name + ")", "STRING"),
                        new Item(
                                alias + "_int",
                                "CASE WHEN typeof(" + name + ") = 'integer' THEN " + name + " END",
                                "BIGINT"),
                        new Item(
                                alias + "_real",
                                "CASE WHEN typeof(" + name + ") = 'real' THEN " + name + " END",
                                "DOUBLE"),
                        new Item(
                                alias + "_bytes",
                                "CASE WHEN typeof(" + name + ") IN ('text', 'blob') THEN CAST(" + name
                                        + " AS BLOB) END",
                                "BINARY"));
        };
    }

    private static List<Item> asked(Lookup lookup) {
        var from = " FROM " + parent(lookup) + " WHERE " + same(lookup) + " LIMIT 1)";
        var items = new ArrayList<Item>();
        items.add(new Item(lookup.found(), "(SELECT 1" + from, "BIGINT"));
        if (lookup.single()) {
            items.add(new Item(
                    lookup.spelling(),
                    "(SELECT CAST(" + spelt("p." + quoted(lookup.targetColumn()), lookup.onwards()) + " AS TEXT)"
                            + from,
                    "STRING"));
        }
        lookup.branchSql().ifPresent(sql -> items.add(new Item(lookup.branch(), "(SELECT " + sql + from, "STRING")));
        return items;
    }

    static String orphans(Lookup lookup) {
        return filled(lookup, SqliteReads::quoted) + " AND NOT EXISTS (SELECT 1 FROM " + parent(lookup) + " WHERE "
                + same(lookup) + ")";
    }

    static String referring(Table from, Lookup lookup, String target, int most) {
        return "SELECT count(*) AS n FROM (SELECT 1 FROM " + quoted(from.name()) + " t WHERE EXISTS (SELECT 1 FROM "
                + parent(lookup) + " WHERE " + same(lookup) + " AND "
                + lookup.branchSql().orElseThrow() + " = " + literal(target) + ") LIMIT " + most + ")";
    }

    /** Positions are compared as bytes, whatever the collation of a key says. */
    static String meaning(Table to, Lookup lookup, List<String> positions) {
        var places = positions.stream()
                .map(p -> literal(HexFormat.of().withUpperCase().formatHex(p.getBytes(StandardCharsets.UTF_8))))
                .collect(Collectors.joining(", "));
        return "(SELECT CASE WHEN count(*) = 1 THEN max(hex(" + Alias.moved(to.position(), "p") + ")) END FROM "
                + parent(lookup) + " WHERE " + same(lookup) + ") IN (" + places + ")";
    }

    /** The row that is meant as alias {@code p}, and the one that stands for it as alias {@code v}. */
    private static String parent(Lookup lookup) {
        return quoted(lookup.entity()) + " p"
                + lookup.via()
                        .map(v -> " JOIN " + quoted(v.table()) + " v ON v." + quoted(v.by()) + " = p."
                                + quoted(lookup.targetColumn()))
                        .orElse("");
    }

    /** Whether all referring columns have values. */
    static String filled(Lookup lookup, UnaryOperator<String> quoted) {
        return lookup.pairs().stream()
                .map(p -> lookup.own(p.column(), quoted) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    private static String same(Lookup lookup) {
        if (lookup.via().isPresent()) {
            return "v." + quoted(lookup.via().get().key()) + " = " + compared(lookup, lookup.column());
        }
        return lookup.pairs().stream()
                .map(p -> "p." + quoted(p.targetColumn()) + " = " + compared(lookup, p.column()))
                .collect(Collectors.joining(" AND "));
    }

    /**
     * A referring column as SQLite's foreign keys compare it with its key. The plus sign takes away its own affinity,
     * so that the key's alone counts: a key '01067' is no number, whatever the column is that refers to it.
     */
    private static String compared(Lookup lookup, String column) {
        return "+" + lookup.own(column, SqliteReads::quoted);
    }

    /** A key as those rows spell it that it refers to in its turn; its own spelling where there is none. */
    private static String spelt(String key, List<Lookup.Key> onwards) {
        if (onwards.isEmpty()) {
            return key;
        }
        var next = onwards.get(0);
        var alias = "k" + onwards.size();
        var above = alias + "." + quoted(next.column());
        return "coalesce((SELECT " + spelt(above, onwards.subList(1, onwards.size())) + " FROM " + quoted(next.table())
                + " " + alias + " WHERE " + above + " = +" + key + " LIMIT 1), " + key + ")";
    }

    /** How many rows of a table spell the key of their row otherwise than it is spelt in the target. */
    static String misspelt(Table from, Lookup lookup, String condition) {
        return "SELECT count(*) AS n FROM " + quoted(from.name()) + " t JOIN " + quoted(lookup.entity()) + " p ON "
                + same(lookup) + " WHERE " + spelt("p." + quoted(lookup.targetColumn()), lookup.onwards())
                + " COLLATE BINARY <> "
                + compared(lookup, lookup.column()) + " AND " + condition;
    }

    /** The condition under which a row belongs to this branch: not dropped, and its own branch the first that fits. */
    static String taken(Mapping mapping, Branch branch) {
        var conditions = new ArrayList<String>();
        mapping.drops().forEach(d -> conditions.add("(" + d.where() + ") IS NOT TRUE"));
        if (mapping.split()) {
            conditions.add(branchOf(mapping.branches(), "t") + " = "
                    + literal(branch.target().name()));
        } else {
            branch.where().ifPresent(w -> conditions.add("(" + w + ") IS TRUE"));
        }
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    /** SQL that names the target a row goes to; exactly one for every row. */
    static String branchOf(List<Branch> branches, String alias) {
        var cases = branches.stream()
                .filter(b -> b.where().isPresent())
                .map(b -> " WHEN " + Alias.moved(b.where().orElseThrow(), alias) + " THEN "
                        + literal(b.target().name()))
                .collect(Collectors.joining());
        var rest =
                branches.stream().filter(b -> b.where().isEmpty()).findFirst().orElseThrow();
        return "CASE" + cases + " ELSE " + literal(rest.target().name()) + " END";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a SQLite database declares, by PRAGMA and, where PRAGMAs are silent, from the schema's text. */
record SqliteCatalogue(Connection connection) {

    Catalogue read(String name) {
        var texts = Sql.rows(
                connection, "SELECT name, type, tbl_name, coalesce(sql, '') AS sql FROM sqlite_schema ORDER BY rowid");
        var kinds = Sql.rows(connection, "SELECT name, type FROM pragma_table_list WHERE schema = 'main'").stream()
                .collect(Collectors.toMap(l -> l.text("name"), l -> l.text("type"), (a, b) -> a));
        var tables = new ArrayList<Table>();
        var others = new ArrayList<NotCarried>();
        for (var line : texts) {
            var kind = line.text("type").equals("table")
                    ? kinds.getOrDefault(line.text("name"), "table")
                    : line.text("type");
            if (kind.equals("table") && !line.text("name").startsWith("sqlite_")) {
                tables.add(table(line.text("name"), SchemaText.of(line.text("sql")), texts));
            } else {
                notCarried(kind, line).ifPresent(others::add);
            }
        }
        return new Catalogue("sqlite", name, tables, others);
    }

    private Optional<NotCarried> notCarried(String kind, Line line) {
        var reason = switch (kind) {
            case "view" -> "a view has no rows of its own; write it again for PostgreSQL";
            case "trigger" -> "its body is SQLite's language; write it again for PostgreSQL";
            case "virtual" -> new SqliteVirtual(connection).reason(line.text("name"));
            case "shadow" -> "the inside of a virtual table";
            case "table" -> "SQLite's own bookkeeping";
            default -> "";
        };
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotCarried(kind, line.text("name"), line.text("sql"), reason));
    }

    private Table table(String name, SchemaText text, List<Line> schema) {
        var lines = Sql.rows(connection, "SELECT * FROM pragma_table_xinfo(?)", name).stream()
                .filter(l -> l.number("hidden") != 1)
                .toList();
        var key = lines.stream()
                .filter(l -> l.number("pk") > 0)
                .sorted(Comparator.comparingLong(l -> l.number("pk")))
                .map(l -> l.text("name"))
                .toList();
        var alias = rowidAlias(name, key, text);
        var columns = lines.stream().map(l -> column(l, text, alias)).toList();
        var checks = text.checks().stream()
                .map(c -> new Table.Check(c.name(), c.sql()))
                .toList();
        return new Table(
                name,
                columns,
                key,
                uniques(name),
                foreignKeys(name),
                indexes(name, schema),
                checks,
                text.withoutRowid() ? quotedKey(key) : rowid(name, lines),
                "",
                next(name));
    }

    /** With AUTOINCREMENT, SQLite never gives a number twice, and so keeps the largest that it ever gave. */
    private Optional<Long> next(String table) {
        var kept = !Sql.rows(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'")
                .isEmpty();
        return !kept
                ? Optional.empty()
                : Sql.rows(connection, "SELECT seq FROM sqlite_sequence WHERE name = ?", table).stream()
                        .map(l -> l.number("seq"))
                        .filter(s -> s > 0 && s < Long.MAX_VALUE)
                        .map(s -> s + 1)
                        .findFirst();
    }

    /** A column of its own hides the name of the rowid. */
    private static String rowid(String table, List<Line> lines) {
        var taken =
                lines.stream().map(l -> l.text("name").toLowerCase(Locale.ROOT)).toList();
        return Stream.of("_rowid_", "rowid", "oid")
                .filter(r -> !taken.contains(r))
                .findFirst()
                .map("t."::concat)
                .orElseThrow(() -> UserException.usage(table
                        + " has columns named _rowid_, rowid and oid, but must leave one of these names to SQLite;"
                        + " rename one"));
    }

    /** The key that is the rowid itself, and so is never NULL; it alone needs no index. */
    private Optional<String> rowidAlias(String table, List<String> key, SchemaText text) {
        var indexed = !Sql.rows(connection, "SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk'", table)
                .isEmpty();
        return key.size() == 1 && !indexed && !text.withoutRowid() ? Optional.of(key.get(0)) : Optional.empty();
    }

    private static String quotedKey(List<String> key) {
        return key.stream()
                .map(k -> "quote(t." + SqliteReads.quoted(k) + ")")
                .collect(Collectors.joining(" || ',' || "));
    }

    private Table.Column column(Line line, SchemaText text, Optional<String> rowid) {
        var name = line.text("name");
        var type = line.text("type").toLowerCase(Locale.ROOT).trim();
        return new Table.Column(
                name,
                type,
                line.number("notnull") == 0 && !rowid.equals(Optional.of(name)),
                line.isNull("dflt_value") ? Optional.empty() : Optional.of(line.text("dflt_value")),
                text.collation(name).orElse("BINARY"),
                line.number("hidden") > 1,
                new Table.Nature("", computed(line, text), false, false, ""));
    }

    private static String computed(Line line, SchemaText text) {
        return line.number("hidden") > 1 ? text.computed(line.text("name")).orElse("") : "";
    }

    private List<List<String>> uniques(String table) {
        return Sql.rows(connection, "SELECT name FROM pragma_index_list(?) WHERE origin = 'u' ORDER BY name", table)
                .stream()
                .map(l ->
                        parts(l.text("name")).stream().map(p -> p.text("name")).toList())
                .toList();
    }

    private List<Line> parts(String index) {
        return Sql.rows(connection, "SELECT * FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno", index);
    }

    private List<Table.ForeignKey> foreignKeys(String table) {
        Map<Long, List<Line>> byId = new TreeMap<>();
        Sql.rows(connection, "SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq", table)
                .forEach(l -> byId.computeIfAbsent(l.number("id"), k -> new ArrayList<>())
                        .add(l));
        return byId.values().stream()
                .map(lines -> new Table.ForeignKey(
                        lines.stream().map(l -> l.text("from")).toList(),
                        lines.get(0).text("table"),
                        lines.stream()
                                .filter(l -> !l.isNull("to"))
                                .map(l -> l.text("to"))
                                .toList(),
                        action(lines.get(0).text("on_delete")),
                        action(lines.get(0).text("on_update"))))
                .toList();
    }

    private static String action(String written) {
        return written.equals("NO ACTION") ? "" : written;
    }

    private List<Table.Index> indexes(String table, List<Line> schema) {
        var texts = schema.stream()
                .filter(l ->
                        l.text("type").equals("index") && l.text("tbl_name").equals(table))
                .collect(Collectors.toMap(l -> l.text("name"), l -> l.text("sql")));
        return Sql.rows(connection, "SELECT * FROM pragma_index_list(?) WHERE origin = 'c' ORDER BY name", table)
                .stream()
                .map(l -> index(l, texts.getOrDefault(l.text("name"), "")))
                .toList();
    }

    private Table.Index index(Line line, String text) {
        var items = SchemaText.of(text);
        var parts = parts(line.text("name")).stream()
                .map(p -> new Table.Part(
                        p.text("name"),
                        p.isNull("name")
                                ? items.indexed((int) p.number("seqno")).orElse("")
                                : "",
                        0,
                        p.number("desc") == 1,
                        p.text("coll").equals("BINARY") ? "" : p.text("coll")))
                .toList();
        var where = text.replaceFirst("(?is)^.*\\)\\s*where\\b\\s*", "");
        return new Table.Index(
                line.text("name"),
                line.number("unique") == 1,
                Table.Method.ORDER,
                parts,
                line.number("partial") == 1 ? where : "",
                text);
    }
}

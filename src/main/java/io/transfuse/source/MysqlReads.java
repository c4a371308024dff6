package io.transfuse.source;

import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Table;
import io.transfuse.source.Source.Query;
import io.transfuse.types.MysqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the queries that read MySQL's rows without loss. */
record MysqlReads(MysqlTables tables) {

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
        return '`' + name.replace("`", "``") + '`';
    }

    /** The select of all rows of a branch, or of those of one part where there are conditions of parts. */
    Query query(Mapping mapping, Branch branch, List<String> parts) {
        var table = mapping.source();
        var joins = MysqlJoins.of(tables, mapping);
        var items = items(mapping, table.position(), joins);
        var rows = parts.isEmpty()
                ? tables.from(table) + joins.sql() + " WHERE "
                : tables.part(table, joins.sql(), Query.PART) + " AND ";
        var sql = "(" + select(items) + rows + taken(mapping, branch) + ") r";
        return new Query(sql, schema(items), parts);
    }

    /** The select of a row that stands in a derived table, with its position, instead of its own. */
    String handedOut(Mapping mapping, Branch branch, String derived) {
        return select(items(mapping, "t." + quoted(HandedOut.POSITION), MysqlJoins.none(tables))) + derived
                + " t WHERE " + taken(mapping, branch);
    }

    /** The types of what comes of that, as {@code customSchema}. */
    String schema(Mapping mapping) {
        return schema(items(mapping, "", MysqlJoins.none(tables)));
    }

    /** The same, each alone. */
    List<String> types(Mapping mapping) {
        return items(mapping, "", MysqlJoins.none(tables)).stream()
                .map(Item::type)
                .toList();
    }

    private static String select(List<Item> items) {
        return "SELECT " + items.stream().map(Item::select).collect(Collectors.joining(", ")) + " FROM ";
    }

    private static String schema(List<Item> items) {
        return items.stream().map(Item::schema).collect(Collectors.joining(", "));
    }

    private List<Item> items(Mapping mapping, String position, MysqlJoins joins) {
        var table = mapping.source();
        var items = new ArrayList<Item>();
        items.add(new Item("_position", position, "BINARY"));
        for (int i = 0; i < table.columns().size(); i++) {
            items.add(read(i, table.columns().get(i), mapping));
        }
        mapping.lookups().stream()
                .filter(Lookup::needed)
                .forEach(l -> items.addAll(joins.has(l) ? joined(l, joins) : asked(l)));
        for (int i = 0; i < mapping.refused().size(); i++) {
            items.add(new Item(
                    Mapping.refusal(i), SqliteReads.refused(mapping.refused().get(i)), "BIGINT"));
        }
        return items;
    }

    private static Item read(int i, Table.Column column, Mapping mapping) {
        var form = mapping.forms().getOrDefault(column.name(), Form.BYTES);
        var profile = mapping.profile().columns().get(column.name());
        var invalid = profile != null && profile.fact("invalid-text") > 0;
        var type = switch (form) {
            case LONG -> "BIGINT";
            case SINGLE, DOUBLE -> "DOUBLE";
            case TEXT, BYTES, MIXED -> "BINARY";
        };
        return new Item(SqliteReads.alias(i), new MysqlValue(column, "t").read(form, invalid), type);
    }

    private List<Item> asked(Lookup lookup) {
        var from = " FROM " + tables.parent(lookup) + " WHERE " + tables.same(lookup) + " LIMIT 1)";
        var items = new ArrayList<Item>();
        items.add(new Item(lookup.found(), "(SELECT 1" + from, "BIGINT"));
        if (lookup.single()) {
            // Bytes and floats have one spelling each, that of the reference itself.
            var own = lookup.via().isEmpty() && !tables.key(lookup).textual();
            items.add(new Item(
                    lookup.spelling(),
                    own ? "CAST(NULL AS CHAR)" : "(SELECT " + tables.spelt(lookup) + from,
                    "STRING"));
        }
        lookup.branchSql().ifPresent(sql -> items.add(new Item(lookup.branch(), "(SELECT " + sql + from, "STRING")));
        return items;
    }

    private static List<Item> joined(Lookup lookup, MysqlJoins joins) {
        var items = new ArrayList<Item>();
        items.add(new Item(lookup.found(), joins.found(lookup), "BIGINT"));
        if (lookup.single()) {
            items.add(new Item(lookup.spelling(), joins.text(lookup), "STRING"));
        }
        if (lookup.branchSql().isPresent()) {
            items.add(new Item(lookup.branch(), joins.branch(lookup), "STRING"));
        }
        return items;
    }

    /** The condition under which a row belongs to this branch: not dropped, and its own branch the first that fits. */
    static String taken(Mapping mapping, Branch branch) {
        return SqliteReads.taken(mapping, branch);
    }

    /** Whether a column's values are compared as letters. */
    static boolean letters(Table.Column column) {
        return MysqlType.of(column).letters();
    }
}

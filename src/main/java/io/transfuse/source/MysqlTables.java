package io.transfuse.source;

import io.transfuse.model.Alias;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Lookup;
import io.transfuse.model.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where rows are found: the tables themselves, or those rows of them that a limit keeps.
 *
 * @param kept which rows are read
 */
record MysqlTables(MysqlKept kept) {

    Catalogue catalogue() {
        return kept.catalogue();
    }

    /** Whether only some of a table's rows are read. */
    boolean limited(String table) {
        return !kept.whole(table);
    }

    Table named(String name) {
        return catalogue().table(name).orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    /** Rows of a table as alias {@code t}. */
    String from(Table table) {
        return limited(table.name()) ? kept.rows(table, 't') : MysqlPosition.from(table);
    }

    /**
     * The same rows as far as they fulfil a condition over {@link MysqlParts#alias}, and WHERE. Where rows are
     * numbered, the condition comes before that: equal rows, which are counted, are all in one part.
     *
     * @param joins what stands beside the rows
     */
    String part(Table table, String joins, String condition) {
        return MysqlPosition.numbered(table)
                ? MysqlPosition.numbered(table, condition) + joins + " WHERE TRUE"
                : from(table) + joins + " WHERE " + condition;
    }

    /** The same where nobody asks for a row's position: the table itself, which no derived table stands before. */
    String rows(Table table) {
        return limited(table.name()) ? from(table) : MysqlReads.quoted(table.name()) + " t";
    }

    /** Rows of a table that is referred to as alias {@code p}. */
    String parent(String table) {
        return limited(table) ? kept.rows(named(table), 'p') : MysqlReads.quoted(table) + " p";
    }

    /** The row that a reference means as alias {@code p}, and the one that stands for it as alias {@code v}. */
    String parent(Lookup lookup) {
        return parent(lookup.entity()) + standing(lookup);
    }

    /** The condition that a reference of alias {@code t} means one row alone, which lies at one of these positions. */
    String meaning(Lookup lookup, List<String> positions) {
        var to = named(lookup.entity());
        var rows =
                limited(to.name()) ? kept.rows(to, 'p') : MysqlPosition.from(to).replaceFirst("t$", "p");
        var places = positions.stream()
                .map(p -> "'" + DigestUtils.md5Hex(p.getBytes(StandardCharsets.UTF_8)) + "'")
                .collect(Collectors.joining(", "));
        return "(SELECT CASE WHEN COUNT(*) = 1 THEN MAX(MD5(" + Alias.moved(to.position(), "p") + ")) END FROM " + rows
                + standing(lookup) + " WHERE " + same(lookup) + ") IN (" + places + ")";
    }

    private String standing(Lookup lookup) {
        return lookup.via()
                .map(v -> " JOIN " + parent(v.table()).replaceFirst("p$", "v") + " ON v." + MysqlReads.quoted(v.by())
                        + " = p." + MysqlReads.quoted(lookup.targetColumn()))
                .orElse("");
    }

    /** The same as one side of a join; MySQL takes parentheses around several tables only. */
    String joined(Lookup lookup) {
        return lookup.via().isPresent() ? "(" + parent(lookup) + ")" : parent(lookup);
    }

    /** The key that a reference points to. */
    MysqlValue key(Lookup lookup) {
        return new MysqlValue(column(lookup.entity(), lookup.targetColumn()), "p");
    }

    /** The text of that key, as those rows spell it that it refers to in its turn. */
    String spelt(Lookup lookup) {
        return spelt(key(lookup), lookup.onwards());
    }

    private String spelt(MysqlValue key, List<Lookup.Key> onwards) {
        if (onwards.isEmpty()) {
            return key.text();
        }
        var next = onwards.get(0);
        var alias = "k" + onwards.size();
        var above = new MysqlValue(column(next.table(), next.column()), alias);
        return "COALESCE((SELECT " + spelt(above, onwards.subList(1, onwards.size())) + " FROM "
                + parent(next.table()).replaceFirst("p$", alias) + " WHERE " + above.name() + " = "
                + compared(key.name(), above.column()) + " LIMIT 1), " + key.text() + ")";
    }

    private Table.Column column(String table, String column) {
        return named(table)
                .column(column)
                .orElseThrow(() -> new IllegalArgumentException("no column " + table + "." + column));
    }

    /** Whether a reference of alias {@code t} means the row of alias {@code p}, as the key's own collation says. */
    String same(Lookup lookup) {
        if (lookup.via().isPresent()) {
            var via = lookup.via().get();
            return same(lookup, lookup.column(), column(via.table(), via.key()), "v");
        }
        return lookup.pairs().stream()
                .map(p -> same(lookup, p.column(), column(lookup.entity(), p.targetColumn()), "p"))
                .collect(Collectors.joining(" AND "));
    }

    private static String same(Lookup lookup, String column, Table.Column key, String alias) {
        return new MysqlValue(key, alias).name() + " = " + meant(lookup, column, key);
    }

    /** A referring column in the form in which it is compared with the key. */
    static String meant(Lookup lookup, String column, Table.Column key) {
        return compared(lookup.own(column, MysqlReads::quoted), key);
    }

    private static String compared(String own, Table.Column key) {
        return MysqlReads.letters(key)
                ? "CONVERT(" + own + " USING " + key.nature().charset() + ") COLLATE " + key.collation()
                : own;
    }
}

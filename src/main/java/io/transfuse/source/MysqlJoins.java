package io.transfuse.source;

import io.transfuse.model.Lookup;
import io.transfuse.model.Lookup.Pair;
import io.transfuse.model.Mapping;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rows that references mean, joined to the row that is read: the server finds each once for all that is asked about
 * it, where a subselect for each answer costs it three times as much. Only where there can be one such row alone.
 *
 * @param aliases what the row of each lookup is joined as; lookups that mean the same row share it
 */
record MysqlJoins(MysqlTables tables, Map<Lookup, String> aliases) {

    private static final String KEY = "_transfuse_key";
    private static final String TEXT = "_transfuse_text";
    private static final String BRANCH = "_transfuse_branch";

    static MysqlJoins of(MysqlTables tables, Mapping mapping) {
        var shared = new LinkedHashMap<List<Object>, String>();
        var aliases = new LinkedHashMap<Lookup, String>();
        for (var lookup : mapping.lookups()) {
            if (lookup.needed() && !tables.limited(lookup.entity()) && single(tables, mapping.source(), lookup)) {
                var row = List.<Object>of(lookup.entity(), lookup.pairs(), lookup.branchSql());
                aliases.put(lookup, shared.computeIfAbsent(row, r -> "_transfuse_" + lookup.name()));
            }
        }
        return new MysqlJoins(tables, aliases);
    }

    /** Where no row is joined. */
    static MysqlJoins none(MysqlTables tables) {
        return new MysqlJoins(tables, Map.of());
    }

    /** Whether no two rows can be meant: both sides compare as the unique key does. */
    private static boolean single(MysqlTables tables, Table from, Lookup lookup) {
        var to = tables.named(lookup.entity());
        var names = lookup.pairs().stream().map(Pair::targetColumn).collect(Collectors.toCollection(TreeSet::new));
        // A subselect in a derived table keeps MySQL from merging it.
        return lookup.via().isEmpty()
                && lookup.onwards().isEmpty()
                && lookup.joined().isEmpty()
                && (names.equals(Set.copyOf(to.primaryKey()))
                        || to.uniques().stream().anyMatch(u -> names.equals(Set.copyOf(u))))
                && lookup.pairs().stream().allMatch(p -> exact(from, to, p));
    }

    /** A number compares with a text as a float, to which two keys may be equal. */
    private static boolean exact(Table from, Table to, Pair pair) {
        var key = to.column(pair.targetColumn()).orElseThrow();
        return MysqlReads.letters(key)
                || (whole(key) && whole(from.column(pair.column()).orElseThrow()));
    }

    private static boolean whole(Table.Column column) {
        return switch (MysqlType.of(column).family()) {
            case INTEGER, UNSIGNED_LONG -> true;
            default -> false;
        };
    }

    boolean has(Lookup lookup) {
        return aliases.containsKey(lookup);
    }

    /** What stands behind the table that is read. */
    String sql() {
        return aliases.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (a, b) -> a, LinkedHashMap::new))
                .entrySet()
                .stream()
                .map(e -> join(e.getKey(), e.getValue()))
                .collect(Collectors.joining());
    }

    /** Names of its own, so that a condition that names a column without its table still means the row that is read. */
    private String join(String alias, Lookup lookup) {
        var pairs = lookup.pairs();
        var items = new StringBuilder("SELECT ");
        var on = new StringBuilder();
        for (int i = 0; i < pairs.size(); i++) {
            var key = tables.named(lookup.entity())
                    .column(pairs.get(i).targetColumn())
                    .orElseThrow();
            items.append(new MysqlValue(key, "p").name())
                    .append(" AS ")
                    .append(KEY)
                    .append(i)
                    .append(", ");
            on.append(i == 0 ? "" : " AND ")
                    .append(alias)
                    .append('.')
                    .append(KEY)
                    .append(i)
                    .append(" = ")
                    .append(MysqlTables.meant(lookup, pairs.get(i).column(), key));
        }
        items.append(tables.key(lookup).text()).append(" AS ").append(TEXT);
        lookup.branchSql()
                .ifPresent(b -> items.append(", ").append(b).append(" AS ").append(BRANCH));
        return " LEFT JOIN (" + items + " FROM " + tables.parent(lookup) + ") " + alias + " ON " + on;
    }

    String found(Lookup lookup) {
        return answer(lookup, "1");
    }

    String text(Lookup lookup) {
        return answer(lookup, aliases.get(lookup) + "." + TEXT);
    }

    String branch(Lookup lookup) {
        return answer(lookup, aliases.get(lookup) + "." + BRANCH);
    }

    private String answer(Lookup lookup, String sql) {
        return "CASE WHEN " + aliases.get(lookup) + "." + KEY + "0 IS NOT NULL THEN " + sql + " END";
    }
}

package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.EnumRule;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import io.transfuse.types.Decision;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What a rule makes of the members of a column: their type, and their new names.
 *
 * @param rule the rule
 * @param decided what the column would be without it
 */
record Members(ColumnRules rule, Decision decided) {

    /** What the rule says of members; where another column alone decides about some, all others stay. */
    private Map<String, String> entries() {
        var alone = rule.members().isEmpty() && rule.enumeration().isEmpty();
        return alone && !rule.by().isEmpty() ? Map.of(EnumRule.OTHERS, "keep") : rule.members();
    }

    /** The map with all members spelt out; one that becomes nothing is in none. */
    private Map<String, String> map() {
        var all = new LinkedHashMap<>(entries());
        var others = all.remove(EnumRule.OTHERS);
        if (others != null) {
            decided.labels().forEach(l -> all.putIfAbsent(l, others.equals("lower") ? l.toLowerCase(Locale.ROOT) : l));
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }

    /** What a type without members may hold beside the entries is known by its rows alone. */
    private boolean open() {
        return entries().containsKey(EnumRule.OTHERS) && decided.labels().isEmpty();
    }

    /** The members of the type, in their order; none where the rule asks for a type that has none. */
    List<String> labels() {
        if (rule.enumeration().isPresent()) {
            return rule.enumeration().get().labels();
        }
        if (rule.type().isPresent()) {
            return List.of();
        }
        if (entries().isEmpty() || decided.type().kind() != PgType.Kind.ENUM) {
            return decided.labels();
        }
        var renamed = new LinkedHashSet<String>();
        decided.labels().forEach(l -> Optional.ofNullable(map().get(l)).ifPresent(renamed::add));
        renamed.addAll(map().values());
        rule.by().forEach(b -> renamed.addAll(b.members().values()));
        return new ArrayList<>(renamed);
    }

    /** Old members to new ones: what is a member of the type already needs no entry. */
    private Map<String, String> renamed() {
        var map = new LinkedHashMap<String, String>();
        rule.enumeration().ifPresent(e -> e.labels().forEach(l -> map.put(l, l)));
        map.putAll(open() ? entries() : map());
        if (closed()) {
            map.remove(EnumRule.OTHERS);
            // An entry that makes an unknown member has blocked the plan.
            map.entrySet().removeIf(e -> !entries().containsKey(e.getKey()) && !labels().contains(e.getValue()));
        }
        return map;
    }

    /** An enumeration that exists takes its members alone: others are refused, instead of stopping the load. */
    private boolean closed() {
        return rule.enumeration().isPresent()
                && rule.type().filter(t -> t.kind() == PgType.Kind.ENUM).isPresent();
    }

    /** Where others become small letters, they are members of that type in any case. */
    private boolean anyCase(Table.Column column) {
        return Dialect.folds(column.collation())
                || (closed() && "lower".equals(entries().get(EnumRule.OTHERS)));
    }

    Value value(Table.Column column) {
        return entries().isEmpty() && rule.enumeration().isEmpty()
                ? new Value.Carry(column.name())
                : new Value.EnumMap(column.name(), renamed(), rule.by(), anyCase(column));
    }

    /** The column with its default under its new name; where the rule brings one, nobody misses what has no equal. */
    Table.Column defaulted(Table.Column column, Defaults defaults) {
        var given = column.defaultSql()
                .map(d -> renamed(d, Dialect.folds(column.collation())))
                .filter(d -> rule.defaultSql().isEmpty() || defaults.of(d).isPresent());
        return new Table.Column(
                column.name(),
                column.type(),
                column.nullable(),
                given,
                column.collation(),
                column.generated(),
                column.nature());
    }

    private String renamed(String defaultSql, boolean anyCase) {
        return Stream.<BiPredicate<String, String>>of(String::equals, (a, b) -> anyCase && a.equalsIgnoreCase(b))
                .flatMap(same ->
                        map().entrySet().stream().filter(m -> same.test(Quote.literal(m.getKey()), defaultSql)))
                .map(m -> Quote.literal(m.getValue()))
                .findFirst()
                .orElse(defaultSql);
    }
}

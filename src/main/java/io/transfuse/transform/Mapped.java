package io.transfuse.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import io.transfuse.config.EnumRule;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * What a map makes of old members: their new names; what no entry names is a finding, or what stands for all others.
 */
record Mapped(Value.EnumMap value) {

    Change of(Change own) {
        var members = new TreeMap<>(value.members());
        var others = Optional.ofNullable(members.remove(EnumRule.OTHERS));
        var exact = entry(own.value(), members);
        var named = value.anyCase() ? coalesce(exact, entry(AnyCase.of(own.value()), AnyCase.of(members))) : exact;
        var rest = others.map(o -> o.equals("lower") ? lower(own.value()) : own.value())
                .orElse(lit(null).cast("string"));
        // An entry may make nothing of its member.
        var made = when(named.isNull(), rest).when(named.notEqual(lit("")), named);
        var column = value.column();
        var change = new Change(made, own.faults())
                .with(made.isNull().and(own.value().isNotNull()), "unmapped:" + column, column, Action.REJECT);
        return value.anyCase()
                ? change.with(exact.isNull().and(named.isNotNull()), "letter-case", column, Action.NOTE)
                : change;
    }

    static Column entry(Column text, Map<String, String> members) {
        Column made = lit(null).cast("string");
        for (var member : new TreeMap<>(members).entrySet()) {
            made = when(text.equalTo(lit(member.getKey())), lit(member.getValue()))
                    .otherwise(made);
        }
        return made;
    }
}

package io.transfuse.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.transfuse.config.Policies;
import io.transfuse.model.DecidedBy;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.UuidStrategy;
import io.transfuse.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Makes the expression that executes a value of the plan.
 *
 * @param mapping the source table and how it is read
 * @param target the target column
 * @param uuids how UUIDs are derived
 * @param policies what is done with values that cannot be carried exactly
 * @param covered the branches that columns of the same reference take care of
 * @param typed the type that a column over the rows has
 */
record Values(
        Mapping mapping,
        TargetColumn target,
        Derivation uuids,
        Policies policies,
        List<String> covered,
        Function<Column, DataType> typed)
        implements Value.Cases<Change> {

    private static final PgType TEXT = PgType.of("text");

    /** What a text may hold of which nothing is known. */
    private static final OfColumn WRITTEN = new OfColumn(
            Map.of(Storage.TEXT, 1L), Optional.empty(), Optional.empty(), Long.MAX_VALUE - 1, Map.of("nul", 1L));

    private Change as(PgType wanted, String column) {
        return as(wanted, column, profile(column));
    }

    private Change as(PgType wanted, String column, OfColumn profile) {
        return conversions(wanted, column, profile).of(form(column), Decode.named(column));
    }

    private Conversions conversions(PgType wanted, String column, OfColumn profile) {
        return new Conversions(wanted, column, profile, policies.column(column), target.nullable());
    }

    private Form form(String column) {
        return mapping.forms().getOrDefault(column, Form.MIXED);
    }

    private OfColumn profile(String column) {
        return Objects.requireNonNull(mapping.profile().columns().get(column), column);
    }

    @Override
    public Change carry(Value.Carry value) {
        return as(target.type(), value.column());
    }

    @Override
    public Change key(Value.Key value) {
        var text = as(TEXT, value.column());
        if (value.further()) {
            return new Change(uuids.uuid(value.derived(), text.value(), Form.LONG), text.faults());
        }
        var made = new Change(uuids.uuid(value.derived(), text.value(), form(value.column())), text.faults());
        return value.derived().strategy() == UuidStrategy.KEEP && form(value.column()) != Form.LONG
                ? made.with(not(Functions.call("is_uuid", text.value())), "uuid:derived", value.column(), Action.NOTE)
                : made;
    }

    @Override
    public Change reference(Value.Reference value) {
        var lookup = value.lookup();
        var carried = referred(value, lookup);
        if (value.branch().isPresent()) {
            var here = col(lookup.branch()).equalTo(lit(value.branch().get()));
            carried = new Change(when(here, carried.value()), carried.faults());
            var refused = col(lookup.branch()).equalTo(lit(Lookup.REFUSED));
            var elsewhere = not(col(lookup.branch()).isin(covered.toArray())).and(not(refused));
            carried = carried.with(elsewhere, "uncovered:" + value.column(), value.column(), Action.REJECT)
                    .with(refused, Reshape.PARENT + value.column(), value.column(), Action.REJECT);
        }
        if (value.branch().isEmpty() && lookup.needed() && lookup.branchSql().isPresent()) {
            // The row exists, but rules of its table leave it out.
            carried = carried.with(
                    col(lookup.branch()).equalTo(lit(Lookup.REFUSED)),
                    Reshape.PARENT + value.column(),
                    value.column(),
                    Action.REJECT);
        }
        return lookup.orphans() > 0 ? orphans(value, carried) : carried;
    }

    private Change referred(Value.Reference value, Lookup lookup) {
        var column = value.column();
        var wanted = value.uuid().isPresent() ? TEXT : target.type();
        var own = as(wanted, column);
        var text = wanted.kind() == PgType.Kind.TEXT;
        // A value of another type is written in one way alone.
        var key = text || lookup.via().isPresent() ? meant(lookup, wanted, own, column) : own;
        var carried = value.uuid()
                .map(u -> new Change(uuids.uuid(u, key.value(), form(column)), key.faults()))
                .orElse(key);
        return text ? respelt(carried, lookup, not(key.value().equalTo(own.value())), column) : carried;
    }

    /** The source's collation calls both spellings of a key equal; PostgreSQL would not. */
    private static Change respelt(Change carried, Lookup lookup, Column differs, String column) {
        return lookup.needed() && lookup.via().isEmpty()
                ? carried.with(differs, "key-spelling", column, Action.COERCE)
                : carried;
    }

    private Change meant(Lookup lookup, PgType wanted, Change own, String column) {
        return new Meant(lookup, own)
                .carried(conversions(wanted, column, profile(column).withAnyText()));
    }

    private Change orphans(Value.Reference value, Change carried) {
        var missing = Decode.filled(mapping, value.column())
                .and(col(value.lookup().found()).isNull());
        var rule = "orphan:" + value.column();
        return switch (value.orphans()) {
            case QUARANTINE -> carried.with(missing, rule, value.column(), Action.REJECT);
            case KEEP -> carried.with(missing, rule, value.column(), Action.NOTE);
            case NULL ->
                new Change(when(not(missing), carried.value()), carried.faults())
                        .with(missing, rule, value.column(), Action.COERCE);
        };
    }

    @Override
    public Change ownerId(Value.OwnerId value) {
        var owner = as(TEXT, value.typeColumn()).value();
        var id = as(TEXT, value.idColumn());
        Column made = id.value();
        for (var each : sorted(value.owners()).entrySet()) {
            var derived = value.uuids().get(each.getKey());
            var those = owner.equalTo(lit(each.getKey()));
            var key = meant(each.getValue(), TEXT, id, value.idColumn()).value();
            made = when(those, key).otherwise(made);
            if (derived != null) {
                var uuid = uuids.uuid(derived, key, form(value.idColumn()));
                var here = derived.only().isEmpty()
                        ? those
                        : those.and(col(each.getValue().branch())
                                .isin(derived.only().toArray()));
                made = when(here, uuid).otherwise(made);
            }
        }
        var nobodys =
                value.uuids().isEmpty() ? lit(false) : owner.isNull().and(Decode.filled(mapping, value.idColumn()));
        var change = new Change(made, id.faults())
                .with(nobodys, "unmapped:" + value.typeColumn(), value.typeColumn(), Action.REJECT);
        for (var each : sorted(value.owners()).entrySet()) {
            var those = owner.equalTo(lit(each.getKey())).and(Decode.filled(mapping, value.idColumn()));
            if (each.getValue().orphans() > 0) {
                var missing = those.and(col(each.getValue().found()).isNull());
                change = change.with(missing, "orphan:" + value.idColumn(), value.idColumn(), Action.REJECT);
            }
            var key = meant(each.getValue(), TEXT, id, value.idColumn()).value();
            change = respelt(change, each.getValue(), those.and(not(key.equalTo(id.value()))), value.idColumn());
            var only = each.getValue().via().flatMap(Lookup.Via::only);
            if (only.isPresent()) {
                var elsewhere = those.and(not(col(each.getValue().branch()).isin(only.get(), Lookup.REFUSED)));
                change = change.with(elsewhere, "uncovered:" + value.idColumn(), value.idColumn(), Action.REJECT);
            }
        }
        return change;
    }

    private static Map<String, Lookup> sorted(Map<String, Lookup> owners) {
        return new TreeMap<>(owners);
    }

    @Override
    public Change ownerLabel(Value.OwnerLabel value) {
        var own = as(TEXT, value.typeColumn());
        Column made = own.value();
        for (var each : sorted(value.owners()).entrySet()) {
            var lookup = each.getValue();
            if (lookup.branchSql().isPresent()) {
                made = when(own.value().equalTo(lit(each.getKey())), labelled(col(lookup.branch()), value.labels()))
                        .otherwise(made);
            }
        }
        var known = own.value().isin(value.owners().keySet().stream().sorted().toArray());
        var refused = Balanced.any(sorted(value.owners()).entrySet().stream()
                        .filter(e -> e.getValue().branchSql().isPresent())
                        .map(e -> own.value()
                                .equalTo(lit(e.getKey()))
                                .and(col(e.getValue().branch()).equalTo(lit(Lookup.REFUSED)))))
                .orElse(lit(false));
        return new Change(made, own.faults())
                .with(refused, Reshape.PARENT + value.typeColumn(), value.typeColumn(), Action.REJECT)
                .with(not(known), "unmapped:" + value.typeColumn(), value.typeColumn(), Action.REJECT);
    }

    private static Column labelled(Column branch, Map<String, String> labels) {
        Column made = branch;
        for (var label : new TreeMap<>(labels).entrySet()) {
            made = when(branch.equalTo(lit(label.getKey())), lit(label.getValue()))
                    .otherwise(made);
        }
        return made;
    }

    @Override
    public Change enumMap(Value.EnumMap value) {
        var profile = profile(value.column());
        // A member '' that no entry names is as good as none.
        var own = as(
                TEXT,
                value.column(),
                value.members().containsKey("") ? profile : profile.alsoAs("empty-member", "enum-zero"));
        var change = new Mapped(value).of(own);
        for (var by : value.by()) {
            change = decided(change, own.value().equalTo(lit(by.member())), by, value.column());
        }
        return change;
    }

    /** A member by what another column says; rows in which that says nothing are counted. */
    private Change decided(Change mapped, Column member, DecidedBy by, String column) {
        var said = Mapped.entry(as(TEXT, by.column()).value(), by.members());
        return new Change(when(member, coalesce(said, mapped.value())).otherwise(mapped.value()), mapped.faults())
                .with(member.and(said.isNull()), "undecided:" + column, column, Action.NOTE);
    }

    @Override
    public Change merged(Value.Merged value) {
        var made = as(target.type(), value.columns().get(0));
        for (var column : value.columns().subList(1, value.columns().size())) {
            var later = as(target.type(), column);
            var other = made.value().notEqual(later.value());
            var faults = new ArrayList<>(made.faults());
            faults.addAll(later.faults());
            made = new Change(coalesce(made.value(), later.value()), faults);
            made = value.told() ? made.with(other, "differs:" + column, column, Action.NOTE) : made;
        }
        return made;
    }

    /** A text that somebody wrote, in the one form in which PostgreSQL prints it. */
    private Change written(PgType type, Column text, String column) {
        return conversions(type, column, WRITTEN).of(Form.TEXT, text);
    }

    @Override
    public Change constant(Value.Constant value) {
        if (value.text().isEmpty()) {
            return Change.exact(lit(null).cast(SparkTypes.of(target.type())));
        }
        var text = lit(value.text().get());
        if (value.uuid().isPresent()) {
            return Change.exact(uuids.uuid(value.uuid().get(), text, Form.TEXT));
        }
        return SparkTypes.of(target.type()).equals(DataTypes.StringType)
                ? written(target.type(), text, target.name())
                : Change.exact(text.cast(SparkTypes.of(target.type())));
    }

    @Override
    public Change expression(Value.Expression value) {
        // Of several columns none can be told to be the one that did not fit.
        var column = value.takes().size() == 1 ? value.takes().get(0) : target.name();
        var sql = Numbers.ofSource(value.sql(), mapping);
        var isList = Several.isList(typed.apply(sql), target, mapping.source().name());
        var tried = Tried.of(isList ? Several.list(sql) : sql.cast(SparkTypes.of(target.type())));
        var made = SparkTypes.of(target.type()).equals(DataTypes.StringType)
                ? written(isList ? TEXT : target.type(), tried.value(), column)
                : Change.exact(tried.value());
        return made.with(tried.failed(), "expression:" + column, column, Action.REJECT);
    }
}

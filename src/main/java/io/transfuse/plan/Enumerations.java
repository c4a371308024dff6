package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.model.Plan.EnumType;
import io.transfuse.types.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The enumeration types that the columns of a plan need, each with a name of its own in the schema. */
record Enumerations(String schema, Names names, Map<String, EnumType> types) {

    Enumerations(String schema, Names names) {
        this(schema, names, new LinkedHashMap<>());
    }

    /** The type of one target column; with the members of all tables whose rows go there. */
    PgType of(String table, String column, List<String> labels) {
        var type = types.compute(
                table + "\0" + column,
                (k, before) -> before == null
                        ? new EnumType(schema, names.unique(table + "_" + column, table), labels)
                        : new EnumType(schema, before.name(), union(before.labels(), labels)));
        return PgType.enumeration(Quote.identifier(schema, type.name()));
    }

    private static List<String> union(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** A type of a given name, which several columns may share; empty where one of that name has other members. */
    Optional<PgType> named(String name, List<String> labels) {
        var type = types.computeIfAbsent(name, k -> new EnumType(schema, names.unique(name, name), labels));
        return type.labels().equals(labels)
                ? Optional.of(PgType.enumeration(Quote.identifier(schema, type.name())))
                : Optional.empty();
    }

    List<EnumType> all() {
        return List.copyOf(types.values());
    }
}

package io.transfuse.plan;

import io.transfuse.model.Form;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import java.util.Objects;

/** In how many ways the texts of a column write one UUID. */
record UuidSpellings(Graph graph, Entity entity) {

    /** Whether the source can count the texts of this column that become one UUID: all of them are some. */
    boolean counted(ColumnMapping column) {
        if (column.target().type().kind() != Kind.UUID || !carried(column.value())) {
            return false;
        }
        var source = source(column.value().takes().get(0));
        var profile = entity.profile(source.name());
        return graph.source().types().form(source, profile) == Form.TEXT
                && profile.values() > 0
                && profile.fact("uuid") == profile.values();
    }

    private static boolean carried(Value value) {
        return value instanceof Value.Carry
                || (value instanceof Value.Reference reference
                        && reference.uuid().isEmpty());
    }

    /** Whether no two texts are one UUID: all have their dashes in the same places, and their case does not count. */
    boolean once(String source) {
        var otherwise = entity.profile(source).facts().get("uuid-otherwise");
        return (folds(source) && Objects.equals(otherwise, 0L)) || (otherwise == null && usual(source));
    }

    boolean folds(String source) {
        return Dialect.folds(source(source).collation());
    }

    /** Whether SQLite holds nothing but 36 letters with small digits, which is less to ask than what is equal. */
    private boolean usual(String column) {
        var profile = entity.profile(column);
        if (graph.dialect().mysql()
                || source(column).nature().joined().isPresent()
                || profile.fact("uuid") < profile.values()) {
            return false;
        }
        var name = "t." + graph.source().quoted(column);
        return graph.source().count(entity.name(), name + " GLOB '*[^0-9a-f-]*' OR length(" + name + ") <> 36") == 0;
    }

    private Table.Column source(String column) {
        return entity.table().column(column).orElseThrow();
    }
}

package io.transfuse.plan;

import static io.transfuse.model.Storage.BLOB;
import static io.transfuse.model.Storage.INTEGER;
import static io.transfuse.model.Storage.REAL;
import static io.transfuse.model.Storage.TEXT;

import io.transfuse.config.Policy;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import io.transfuse.types.UnixTime;
import java.util.Set;

/** Whether two values that a column's source tells apart may be one in PostgreSQL, as far as the profile tells. */
record Alike(Graph graph, Entity entity) {

    private static final Set<Kind> MOMENTS = Set.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);
    private static final int UUID_BYTES = 16;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    boolean possible(ColumnMapping column) {
        var value = column.value();
        if (value instanceof Value.Key || value instanceof Value.OwnerId) {
            return possible(value, PgType.of("text"));
        }
        if (value instanceof Value.Reference reference) {
            return possible(
                    value,
                    reference.uuid().isPresent()
                            ? PgType.of("text")
                            : column.target().type());
        }
        return value instanceof Value.Carry && possible(value, column.target().type());
    }

    /** What becomes a UUID of its own is made of the value's text. */
    private boolean possible(Value value, PgType type) {
        var column = entity.table().column(value.takes().get(0)).orElseThrow();
        var profile = entity.profile(column.name());
        return switch (graph.source().types().form(column, profile)) {
            case LONG -> moment(type) && severalScales(profile);
            case SINGLE, DOUBLE -> moment(type);
            case TEXT -> ofText(column, profile, type);
            case BYTES -> ofBytes(column, profile, type);
            case MIXED -> ofSeveralClasses(profile, type);
        };
    }

    private static boolean moment(PgType type) {
        return MOMENTS.contains(type.kind());
    }

    private static boolean severalScales(OfColumn profile) {
        var least = profile.minInteger().orElse(0L);
        var most = profile.maxInteger().orElse(0L);
        var millis = UnixTime.millisFrom(profile);
        return least < millis && most > -millis && UnixTime.countsMillis(profile);
    }

    private boolean ofText(Table.Column column, OfColumn profile, PgType type) {
        // Of its own types, a server prints each value in one way.
        var printed = graph.dialect().mysql() && !profile.facts().containsKey("nul");
        return switch (type.kind()) {
            case TEXT, ENUM, ARRAY -> stripped(column, profile);
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                printed ? zeroes(column, profile) : new MomentShapes(graph, entity).several(column);
            // Those of UUIDs alone are counted before: see UuidSpellings.
            case UUID -> !printed && profile.fact("uuid") < profile.values();
            case BYTEA, BIT, POINT -> false;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, TIME, INTERVAL, JSONB -> !printed;
        };
    }

    private boolean ofBytes(Table.Column column, OfColumn profile, PgType type) {
        return switch (type.kind()) {
            case BYTEA, BIT, POINT -> false;
            case TEXT, ENUM, ARRAY -> stripped(column, profile);
            case UUID -> profile.maxLength() > UUID_BYTES;
            default -> true;
        };
    }

    private static boolean ofSeveralClasses(OfColumn profile, PgType type) {
        var numbers = profile.count(INTEGER) + profile.count(REAL) > 0;
        var texts = profile.count(TEXT) > 0;
        if (type.kind() == Kind.BYTEA) {
            return texts && profile.count(BLOB) > 0;
        }
        return profile.count(BLOB) > 0 || (numbers && texts) || moment(type) || beyondDoubles(profile);
    }

    /** The shortest decimal of a large double may be another whole number. */
    private static boolean beyondDoubles(OfColumn profile) {
        return profile.minInteger().orElse(0L) < -EXACT_IN_DOUBLE
                || profile.maxInteger().orElse(0L) > EXACT_IN_DOUBLE;
    }

    private boolean stripped(Table.Column column, OfColumn profile) {
        return graph.policy(entity, column.name()).nulByte() == Policy.NulByte.STRIP
                && (profile.fact("nul") > 0 || profile.count(BLOB) > 0);
    }

    /** Whether one date stands for all that no calendar has. */
    private boolean zeroes(Table.Column column, OfColumn profile) {
        var choice = graph.policy(entity, column.name()).choices().zeroDate();
        return profile.fact("zero-date") > 0
                && !Set.of("null", "quarantine", "error").contains(choice);
    }
}

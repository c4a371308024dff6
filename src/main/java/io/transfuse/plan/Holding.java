package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import io.transfuse.types.MysqlType.Family;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a type of numbers, truth or times of day holds all values of a column: the profile tells, or the source where
 * the profile counts no such thing.
 *
 * @param decided the type that the column would get by itself
 */
record Holding(Graph graph, Entity entity, Table.Column column, PgType decided) {

    private static final List<PgType> WHOLE =
            Stream.of("smallint", "integer", "bigint").map(PgType::of).toList();

    private static final Set<Kind> WHOLE_KINDS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    /** Every number of so many digits fits 16, 32 and 64 bits. */
    private static final List<Integer> DIGITS = List.of(4, 9, 18);

    private static final List<Integer> BITS = List.of(15, 31, 63);

    private static final int LONG_BITS = 63;
    private static final int REAL_BITS = 24;
    private static final int DOUBLE_BITS = 53;

    /** The same type, the next wider of its kind that holds all, or else the one that the column gets by itself. */
    PgType wider(PgType asked) {
        var bits =
                MysqlType.of(column).family() == Family.BIT && graph.dialect().mysql();
        var number = WHOLE_KINDS.contains(asked.kind()) || floating(asked);
        var own = bits && number && decided.kind() == Kind.BIT ? PgType.of("numeric(20)") : decided;
        return Stream.of(Stream.of(asked), further(asked), Stream.of(own))
                .flatMap(s -> s)
                .filter(this::holds)
                .findFirst()
                .orElse(asked);
    }

    private static Stream<PgType> further(PgType asked) {
        return WHOLE.contains(asked)
                ? WHOLE.stream().skip(WHOLE.indexOf(asked) + 1L)
                : asked.kind() == Kind.REAL ? Stream.of(PgType.of("double precision")) : Stream.of();
    }

    private static boolean floating(PgType type) {
        return type.kind() == Kind.REAL || type.kind() == Kind.DOUBLE;
    }

    private boolean holds(PgType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> whole(type);
            case REAL -> digits(type, REAL_BITS);
            case DOUBLE -> digits(type, DOUBLE_BITS);
            case BOOLEAN -> truth(type);
            case BIT -> bits(type);
            case TIME -> profile().fact("outside-day") == 0;
            default -> true;
        };
    }

    private OfColumn profile() {
        return entity.profile(column.name());
    }

    private Family family() {
        return graph.dialect().mysql() ? MysqlType.of(column).family() : Family.UNKNOWN;
    }

    private boolean whole(PgType type) {
        var size = WHOLE.indexOf(type);
        var most = -1L >>> (Long.SIZE - BITS.get(size));
        if (!within(-most - 1, most)) {
            return false;
        }
        var open = switch (family()) {
            case DECIMAL -> !declared(DIGITS.get(size));
            case FLOATING -> !shown(DIGITS.get(size));
            case BIT -> MysqlType.of(column).length() > LONG_BITS;
            default ->
                // Where whole numbers are decided, policy.mixed refuses the others whatever is asked.
                // Beside texts, which are no numbers either way, rows that do not fit are refused.
                profile().count(Storage.REAL) > 0
                        && profile().only(Storage.INTEGER, Storage.REAL)
                        && !WHOLE_KINDS.contains(decided.kind())
                        && !shown(DIGITS.get(size));
        };
        return !open || asked(type);
    }

    private boolean declared(int digits) {
        var decimal = MysqlType.of(column);
        return decimal.length() <= digits && decimal.written().matches("[^,]*(,0)?\\).*");
    }

    /** Whether no real has a fraction or more digits before its point. */
    private boolean shown(int digits) {
        return profile().fact("decimals") == 0 && profile().fact("digits") <= digits;
    }

    /** Of fractions see {@link Narrowing}: what a floating number prints, no source tells. */
    private boolean digits(PgType type, int bits) {
        return within(-(1L << bits), 1L << bits)
                && (family() != Family.BIT || MysqlType.of(column).length() <= LONG_BITS || asked(type));
    }

    private boolean truth(PgType type) {
        return switch (family()) {
            case INTEGER, UNSIGNED_LONG, YEAR -> within(0, 1);
            case BIT -> profile().fact("beyond-boolean") == 0;
            case DECIMAL, FLOATING -> asked(type);
            case UNKNOWN ->
                graph.dialect().mysql()
                        || !profile().only(Storage.INTEGER, Storage.REAL)
                        || profile().fact("boolean") == profile().values();
            default -> true;
        };
    }

    private boolean bits(PgType type) {
        if (family() == Family.BIT) {
            return MysqlType.of(column).length() <= type.bits();
        }
        return type.bits() >= LONG_BITS ? within(0, Long.MAX_VALUE) : within(0, (1L << type.bits()) - 1);
    }

    private boolean within(long least, long most) {
        return profile().minInteger().orElse(least) >= least
                && profile().maxInteger().orElse(most) <= most
                && profile().fact("beyond-long") == 0;
    }

    /** Of values of other tables the source counts all, not those that rows of this one name. */
    private boolean asked(PgType type) {
        return column.nature().joined().isPresent() || graph.source().beyond(entity.table(), column.name(), type) == 0;
    }
}

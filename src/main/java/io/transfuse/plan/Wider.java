package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The type that holds every value of two types exactly. */
final class Wider {

    private static final List<Kind> WHOLE = List.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);
    private static final List<Integer> DIGITS = List.of(5, 10, 19);
    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+)(?:, ?(\\d+))?\\)");

    private Wider() {}

    /** Empty where there is none, or where it would mean something else. */
    static Optional<PgType> of(PgType one, PgType other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        if (WHOLE.contains(one.kind()) && WHOLE.contains(other.kind())) {
            return Optional.of(WHOLE.indexOf(one.kind()) > WHOLE.indexOf(other.kind()) ? one : other);
        }
        if (whole(one) && whole(other)) {
            return Optional.of(numeric(one, other));
        }
        return one.kind() == Kind.TEXT && other.kind() == Kind.TEXT
                ? Optional.of(text(one, other))
                : mixed(EnumSet.of(one.kind(), other.kind()));
    }

    private static Optional<PgType> mixed(Set<Kind> kinds) {
        if (kinds.equals(Set.of(Kind.ENUM, Kind.TEXT))) {
            return Optional.of(PgType.of("text"));
        }
        return kinds.equals(Set.of(Kind.REAL, Kind.DOUBLE))
                ? Optional.of(PgType.of("double precision"))
                : Optional.empty();
    }

    private static boolean whole(PgType type) {
        return WHOLE.contains(type.kind()) || type.kind() == Kind.NUMERIC;
    }

    private static PgType numeric(PgType one, PgType other) {
        var scale = Math.max(scale(one), scale(other));
        var digits = Math.max(digits(one), digits(other));
        return PgType.of(digits == Integer.MAX_VALUE ? "numeric" : "numeric(" + (digits + scale) + "," + scale + ")");
    }

    /** Digits before the point. */
    private static int digits(PgType type) {
        if (WHOLE.contains(type.kind())) {
            return DIGITS.get(WHOLE.indexOf(type.kind()));
        }
        var matcher = NUMERIC.matcher(type.sql());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) - scale(type) : Integer.MAX_VALUE;
    }

    private static int scale(PgType type) {
        var matcher = NUMERIC.matcher(type.sql());
        return matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 0;
    }

    /** Text without case stays so. */
    private static PgType text(PgType one, PgType other) {
        if (one.sql().equals("citext") || other.sql().equals("citext")) {
            return one.sql().equals("citext") ? one : other;
        }
        return one.maxLength() >= other.maxLength() ? one : other;
    }
}

package io.transfuse.plan;

import static io.transfuse.model.Storage.BLOB;
import static io.transfuse.model.Storage.INTEGER;
import static io.transfuse.model.Storage.REAL;
import static io.transfuse.model.Storage.TEXT;

import io.transfuse.config.Policy;
import io.transfuse.model.Form;
import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.types.MysqlType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How many values of a column its type in PostgreSQL does not take, where the profile tells exactly: booleans, and what
 * SQLite lets stand beside the class that a column declares.
 */
record Misfits(String declared, OfColumn profile, Dialect dialect, Policy.Mixed mixed) {

    private static final Set<Kind> NO_NUMBERS =
            EnumSet.of(Kind.UUID, Kind.BYTEA, Kind.TIME, Kind.INTERVAL, Kind.ENUM, Kind.ARRAY, Kind.POINT);

    /** A rule, and how many rows break it. */
    record Broken(String rule, long count) {}

    Optional<Broken> in(PgType type, Form form) {
        return (refused(type.kind(), form) ? broken(type.refusal(), profile.values()) : others(type, form))
                .filter(b -> b.count() > 0);
    }

    /** Whether nothing that arrives so becomes a value of that kind. */
    private static boolean refused(Kind kind, Form form) {
        return switch (form) {
            case LONG -> NO_NUMBERS.contains(kind);
            case SINGLE, DOUBLE -> kind == Kind.BIT || NO_NUMBERS.contains(kind);
            case TEXT -> kind == Kind.POINT;
            case BYTES, MIXED -> false;
        };
    }

    private Optional<Broken> others(PgType type, Form form) {
        return dialect.mysql() ? ofMysql(type) : ofSqlite(type, form);
    }

    private Optional<Broken> ofMysql(PgType type) {
        var from = MysqlType.of(declared);
        return switch (type.kind()) {
            case BOOLEAN -> broken("not-a-boolean", profile.fact("beyond-boolean"));
            case TIME -> broken("not-a-time", from.dated() ? profile.values() : profile.fact("outside-day"));
            case BIT -> broken("not-a-bit", fills(from, type) ? 0 : profile.values());
            default -> Optional.empty();
        };
    }

    /** Bits arrive with all digits of their type. */
    private boolean fills(MysqlType from, PgType type) {
        return profile.fact("bits") == 0
                || from.length() == type.bits()
                || (type.varying() && from.length() < type.bits());
    }

    private Optional<Broken> ofSqlite(PgType type, Form form) {
        var numbers = profile.count(INTEGER) + profile.count(REAL);
        var kind = type.kind();
        // Texts beside blobs become bytes, numbers cannot.
        if (kind == Kind.BYTEA) {
            return form == Form.MIXED ? broken("not-a-bytea", numbers) : Optional.empty();
        }
        if (mixed == Policy.Mixed.QUARANTINE && form == Form.MIXED && type.worded() && profile.count(BLOB) > 0) {
            return broken(type.refusal(), profile.count(BLOB));
        }
        // Bytes may spell a value.
        if (profile.count(BLOB) > 0) {
            return Optional.empty();
        }
        return switch (kind) {
            case SMALLINT -> integers(15);
            case INTEGER -> integers(31);
            case BIGINT -> integers(63);
            case NUMERIC -> type.sql().equals("numeric") ? texts(profile.fact("infinite")) : Optional.empty();
            case DOUBLE -> within(53) ? texts(0) : Optional.empty();
            case BOOLEAN -> broken("not-a-boolean", profile.values() - profile.fact("boolean"));
            case TEXT -> broken("not-a-number", profile.fact("infinite"));
            default -> Optional.empty();
        };
    }

    /** Of a column that makes integers of all texts and reals that are some. */
    private Optional<Broken> integers(int bits) {
        return makesNumbers() && !declares("real|floa|doub") && within(bits)
                ? broken("not-an-integer", profile.count(TEXT) + profile.count(REAL))
                : Optional.empty();
    }

    private Optional<Broken> texts(long more) {
        return makesNumbers() ? broken("not-a-number", profile.count(TEXT) + more) : Optional.empty();
    }

    /** Whether SQLite has made numbers of all texts that are some, so that those that are left are none. */
    private boolean makesNumbers() {
        return declares("int") || (!declared.isEmpty() && !declares("char|clob|text|blob|any"));
    }

    private boolean declares(String words) {
        return declared.toLowerCase(Locale.ROOT).matches(".*(" + words + ").*");
    }

    private boolean within(int bits) {
        var most = -1L >>> (64 - bits);
        return profile.minInteger().orElse(0L) >= -most - 1
                && profile.maxInteger().orElse(0L) <= most;
    }

    private static Optional<Broken> broken(String rule, long count) {
        return Optional.of(new Broken(rule, count));
    }
}

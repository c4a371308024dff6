package io.transfuse.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.transfuse.config.Policy;
import io.transfuse.model.Finding.Action;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.types.UnixTime;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Dates and moments out of whatever encoding they have; anything but ISO text is counted.
 *
 * @param type the target's type
 * @param column the source column, for findings
 * @param profile what it holds
 * @param policy what is done with dates that no calendar has, and in which zone local times are meant
 * @param nullable whether the target may hold NULL
 */
record Moments(PgType type, String column, OfColumn profile, Policy policy, boolean nullable) {

    /** MySQL holds dates without year, month or day. */
    private static final String ZERO_PART = "^(0000|.{4}-00|.{7}-00)";

    private static final long FIRST_JULIAN_DAY = 1_721_426;
    private static final long LAST_JULIAN_DAY = 5_373_484;

    Change ofText(Column in) {
        if (profile.fact("zero-date") == 0) {
            return read(in);
        }
        var zero = in.rlike(ZERO_PART);
        var choice = policy.choices().zeroDate();
        return switch (choice) {
            case "null" ->
                read(when(zero.equalTo(lit(false)), in))
                        .choosing(zero, "zero-date", column, nullable ? Action.COERCE : Action.REJECT);
            case "quarantine", "error" ->
                read(when(zero.equalTo(lit(false)), in)).choosing(zero, "zero-date", column, Action.REJECT);
            default -> read(when(zero, lit(choice)).otherwise(in)).choosing(zero, "zero-date", column, Action.COERCE);
        };
    }

    /** SQLite stores a real without a fraction as an integer: among Julian days, it is the noon of one. */
    Change ofInteger(Column in) {
        var julian = lit(profile.fact("julian") > 0).and(in.between(FIRST_JULIAN_DAY, LAST_JULIAN_DAY));
        var from = UnixTime.millisFrom(profile);
        var millis = in.geq(from).or(in.leq(-from));
        return of(
                when(julian, lit("real")).when(millis, lit("millis")).when(in.isNotNull(), lit("integer")),
                in,
                in.cast("double"),
                lit(null).cast("string"),
                in);
    }

    Change ofReal(Column in) {
        return of(when(in.isNotNull(), lit("real")), lit(0L), in, lit(null).cast("string"), in);
    }

    private Change read(Column text) {
        return of(lit("text"), lit(0L), lit(0.0), text, text);
    }

    /** What is NULL must have no {@code storage} either: a NULL number would be taken for zero. */
    private Change of(Column storage, Column integer, Column real, Column text, Column from) {
        var micros = Functions.moment(storage, integer, real, text);
        var date = type.kind() == PgType.Kind.DATE;
        var value = switch (type.kind()) {
            case DATE -> Functions.call("day_of", micros);
            case TIMESTAMP -> Functions.call("local_of", micros);
            default -> micros;
        };
        var change = Change.orReject(value, from, date ? "not-a-date" : "not-a-timestamp", column);
        if (printed() && !policy.zoned(type, profile)) {
            return change;
        }
        var kind = coalesce(Functions.momentKind(storage, integer, real, text), lit(""));
        for (var encoding : List.of("unix-seconds", "unix-millis", "julian-day", "iso-offset")) {
            change = change.with(
                    kind.equalTo(lit(encoding)).and(from.isNotNull()), "date:" + encoding, column, Action.COERCE);
        }
        return policy.zoned(type, profile)
                ? zoned(change, micros, kind.equalTo(lit("iso")).and(not(text.rlike("[Zz]\\z"))))
                : change;
    }

    /** Whether the source itself has a type of dates for the column, so that all are spelt as its server does. */
    private boolean printed() {
        return profile.facts().containsKey("zero-date");
    }

    /** What names no offset is the time that clocks of the policy's zone show. */
    private Change zoned(Change change, Column local, Column bare) {
        var zone = lit(policy.choices().zone());
        var fault = Functions.call("local_fault", local, zone);
        var value = when(bare, Functions.call("instant_of", local, zone)).otherwise(change.value());
        return new Change(value, change.faults())
                .with(bare.and(fault.equalTo(lit("dst-gap"))), "dst-gap:" + column, column, Action.REJECT)
                .with(bare.and(fault.equalTo(lit("dst-overlap"))), "dst-overlap", column, Action.COERCE);
    }
}

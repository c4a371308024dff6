package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prescribed type that is narrower than the data: widened and listed, kept, or refused, as the policy says. */
record Narrowing(Graph graph, Entity entity, Table.Column column) {

    private static final int REAL_DIGITS = 6;
    private static final int DOUBLE_DIGITS = 15;
    private static final int UNSIGNED_DIGITS = 20;

    /** Truth and times of day: what is wider than they are is another kind of thing. */
    private static final Set<PgType.Kind> OF_A_KIND = Set.of(PgType.Kind.BOOLEAN, PgType.Kind.TIME);

    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+)(?:,\\s*(\\d+))?\\)");

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+)(?:,\\s*(\\d+))?\\).*");

    /**
     * The type that holds the data.
     *
     * @param decided the type that the column would get by itself; empty where its values become others
     */
    PgType fit(PgType asked, ColumnRules rule, Optional<PgType> decided) {
        var profile = entity.profile(column.name());
        coarse(asked, rule, profile);
        unpadded(asked, rule);
        new FineTimes(graph, entity, column).told(asked, rule);
        var wider = broken(asked) ? PgType.of("numeric") : wider(asked, profile, decided);
        if (wider.equals(asked) || entity.given()) {
            return asked;
        }
        var ends = asked.padded() && wider.equals(varying(asked));
        var asks = rule.key() + " asks for " + asked
                + (ends ? ", which does not keep the blanks that texts end in; " : ", but the data needs more; ");
        return switch (graph.policy(entity, column.name()).narrow()) {
            case WIDEN -> {
                if (OF_A_KIND.contains(asked.kind())) {
                    warn(rule.key() + " asks for " + asked + "; " + refused(beyond(asked, profile))
                            + " rejected, as no wider type means the same");
                    yield asked;
                }
                warn(asks + "widened to " + wider + " (policy.narrow = widen)");
                graph.notes()
                        .foresee(
                                "widened:" + entity.name() + "." + column.name(),
                                beyond(asked, profile),
                                "values that " + asked + " cannot hold; the column is " + wider + " instead");
                yield wider;
            }
            case QUARANTINE -> {
                warn(asks + refused(beyond(asked, profile)) + " rejected (policy.narrow = quarantine)");
                yield asked;
            }
            case ERROR -> {
                var fault = rule.key() + " is " + asked + ", but must be " + wider + " or wider for "
                        + (ends ? "the blanks that texts end in" : "the data");
                graph.notes().block(entity.name(), column.name(), fault + " (policy.narrow = error)");
                yield asked;
            }
        };
    }

    private static String refused(long rows) {
        return rows == 0
                ? "rows that do not fit are"
                : Notes.count(rows, "row that does not fit is", "rows that do not fit are");
    }

    /** How many fractions a real or a double holds exactly, nobody has asked the source. */
    private void coarse(PgType asked, ColumnRules rule, OfColumn profile) {
        var digits = declaredDigits();
        if (asked.kind() == PgType.Kind.DOUBLE && digits > DOUBLE_DIGITS && !entity.given()) {
            warn(rule.key() + " asks for double precision, which has 15 to 17 digits; rows with values that need more"
                    + " are rejected as not-a-number. numeric takes them all");
        }
        var few = digits > 0 && digits <= REAL_DIGITS;
        if (asked.kind() == PgType.Kind.REAL && !few && !single(profile) && !entity.given()) {
            warn(rule.key() + " asks for real, which has 6 to 9 digits; rows with values that need more are rejected as"
                    + " not-a-number. double precision or numeric take them all");
        }
    }

    /** Whether the profile tells of each value whether a real holds it. */
    private boolean single(OfColumn profile) {
        return profile.only(Storage.INTEGER)
                || (graph.dialect().mysql() && MysqlType.of(column).single());
    }

    /** The digits of a decimal of MySQL, 0 of all else: SQLite's hold any number. */
    private int declaredDigits() {
        var decimal = DECIMAL.matcher(column.type());
        return graph.dialect().mysql() && decimal.matches() ? digits(decimal, 1) : 0;
    }

    private void unpadded(PgType asked, ColumnRules rule) {
        if (asked.kind() == PgType.Kind.TEXT && graph.dialect().mysql() && MysqlType.padded(column)) {
            warn(rule.key() + " asks for " + asked
                    + ", which holds the digits of the number alone; where the zeros count" + " that " + column.type()
                    + " shows before them, add these with lpad in an expression");
        }
    }

    /** Of decimals the profile counts no digits: those of a wider type are asked, where one is declared. */
    private boolean broken(PgType asked) {
        var from = DECIMAL.matcher(column.type());
        var to = NUMERIC.matcher(asked.sql());
        if (!from.matches()
                || !to.matches()
                || entity.given()
                || column.nature().joined().isPresent()) {
            return false;
        }
        var whole = digits(from, 1) - digits(from, 2) > digits(to, 1) - digits(to, 2);
        return (whole || digits(from, 2) > digits(to, 2))
                && graph.source().beyond(entity.table(), column.name(), asked) > 0;
    }

    private static int digits(Matcher type, int group) {
        return type.group(group) == null ? 0 : Integer.parseInt(type.group(group));
    }

    private void warn(String text) {
        graph.notes().warn(entity.name(), column.name(), text);
    }

    /**
     * Whether the rows hold longer texts, or numbers that become such. SQLite shows these as they will stand there,
     * MySQL its reals otherwise.
     */
    private boolean longer(PgType asked, OfColumn profile) {
        if (profile.longestText() <= asked.maxLength() || entity.given()) {
            return false;
        }
        var asking = profile.maxLength() <= asked.maxLength()
                && (!graph.dialect().mysql() || profile.count(Storage.REAL) == 0)
                && column.nature().joined().isEmpty();
        return !asking || graph.source().beyond(entity.table(), column.name(), asked) > 0;
    }

    private static PgType varying(PgType padded) {
        return PgType.of("var" + padded);
    }

    /** Whether texts end in blanks, which PostgreSQL would not keep; no profile counts them. */
    private boolean blanks(PgType asked, OfColumn profile) {
        return asked.padded()
                && profile.count(Storage.TEXT) > 0
                && !entity.given()
                && column.nature().joined().isEmpty()
                && graph.source().beyond(entity.table(), column.name(), asked) > 0;
    }

    /** How many values do not fit; bits of another length are others altogether. */
    private long beyond(PgType asked, OfColumn profile) {
        return asked.kind() == PgType.Kind.BIT && profile.fact("bits") > 0
                ? profile.values()
                : graph.source().beyond(entity.table(), column.name(), asked);
    }

    private PgType wider(PgType asked, OfColumn profile, Optional<PgType> decided) {
        return switch (asked.kind()) {
            case TEXT ->
                longer(asked, profile)
                        ? PgType.of("text")
                        : decided.isPresent() && blanks(asked, profile) ? varying(asked) : asked;
            case NUMERIC -> fitsNumeric(asked, profile) ? asked : PgType.of("numeric");
            case TIME, INTERVAL, TIMESTAMP, TIMESTAMPTZ -> {
                var held = held(asked, decided);
                yield held.equals(asked) ? new FineTimes(graph, entity, column).fit(asked) : held;
            }
            default -> held(asked, decided);
        };
    }

    private PgType held(PgType asked, Optional<PgType> decided) {
        return decided.filter(d -> !d.equals(asked) && !entity.given())
                .map(d -> new Holding(graph, entity, column, d).wider(asked))
                .orElse(asked);
    }

    private static boolean fitsNumeric(PgType asked, OfColumn profile) {
        var matcher = NUMERIC.matcher(asked.sql());
        if (!matcher.matches()) {
            return true;
        }
        var scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        var whole = Integer.parseInt(matcher.group(1)) - scale;
        var digits = Math.max(
                Long.toString(Math.abs(profile.maxInteger().orElse(0L))).length(),
                Long.toString(Math.abs(profile.minInteger().orElse(0L))).length());
        return (profile.fact("beyond-long") == 0 || whole >= UNSIGNED_DIGITS)
                && profile.fact("decimals") <= scale
                && profile.fact("digits") <= whole
                && (profile.count(Storage.INTEGER) == 0 || digits <= whole);
    }
}

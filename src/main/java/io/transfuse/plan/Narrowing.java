package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prescribed type that is narrower than the data: widened and listed, kept, or refused, as the policy says. */
record Narrowing(Graph graph, Entity entity, Table.Column column) {

    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+)(?:,\\s*(\\d+))?\\)");

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+)(?:,\\s*(\\d+))?\\).*");

    /** The type that holds the data. */
    PgType fit(PgType asked, ColumnRules rule) {
        var profile = entity.profile(column.name());
        coarse(asked, rule, profile);
        unpadded(asked, rule);
        new FineTimes(graph, entity, column).told(asked, rule);
        var wider = broken(asked) ? PgType.of("numeric") : wider(asked, profile);
        if (wider.equals(asked) || entity.given()) {
            return asked;
        }
        var asks = rule.key() + " asks for " + asked + ", but the data needs more; ";
        return switch (graph.policy(entity, column.name()).narrow()) {
            case WIDEN -> {
                warn(asks + "widened to " + wider + " (policy.narrow = widen)");
                graph.notes()
                        .foresee(
                                "widened:" + entity.name() + "." + column.name(),
                                graph.source().beyond(entity.table(), column.name(), asked),
                                "values that " + asked + " cannot hold; the column is " + wider + " instead");
                yield wider;
            }
            case QUARANTINE -> {
                warn(asks + "rows that do not fit are rejected (policy.narrow = quarantine)");
                yield asked;
            }
            case ERROR -> {
                var fault = rule.key() + " is " + asked + ", but must be " + wider + " or wider for the data";
                graph.notes().block(entity.name(), column.name(), fault + " (policy.narrow = error)");
                yield asked;
            }
        };
    }

    /** How many values a real holds exactly, nobody has asked the source. */
    private void coarse(PgType asked, ColumnRules rule, OfColumn profile) {
        var exact = graph.dialect().mysql() ? MysqlType.of(column).single() : profile.only(Storage.INTEGER);
        if (asked.kind() == PgType.Kind.REAL && !exact && !entity.given()) {
            warn(rule.key() + " asks for real, which has 6 to 9 digits; rows with values that need more are rejected as"
                    + " not-a-number. double precision or numeric take them all");
        }
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

    private PgType wider(PgType asked, OfColumn profile) {
        return switch (asked.kind()) {
            case TEXT -> longer(asked, profile) ? PgType.of("text") : asked;
            case NUMERIC -> fitsNumeric(asked, profile) ? asked : PgType.of("numeric");
            case SMALLINT -> beyond(profile, Short.MAX_VALUE) ? wider(PgType.of("integer"), profile) : asked;
            case INTEGER -> beyond(profile, Integer.MAX_VALUE) ? PgType.of("bigint") : asked;
            case TIME, INTERVAL, TIMESTAMP, TIMESTAMPTZ -> new FineTimes(graph, entity, column).fit(asked);
            default -> asked;
        };
    }

    private static boolean beyond(OfColumn profile, long most) {
        return profile.maxInteger().orElse(0L) > most || profile.minInteger().orElse(0L) < -most - 1;
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
        return profile.fact("decimals") <= scale
                && profile.fact("digits") <= whole
                && (profile.count(Storage.INTEGER) == 0 || digits <= whole);
    }
}

package io.transfuse.verify;

import io.transfuse.config.Hmac;
import io.transfuse.model.Secret;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Source.Measured;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what source and target each add up to by plain SQL, column by column: neither the reading, nor a
 * transformation, nor the stage, nor the loading takes part. A least value may be somebody's birthday, so that numbers
 * other than counts are told as digests with a secret that nobody keeps: equal ones are equal, and say nothing else.
 */
public final class ColumnAggregates {

    private static final int SECRET = 32;
    private static final int SHOWN = 8;

    private final Connect target;
    private final Secret secret;

    public ColumnAggregates(Connect target) {
        this.target = target;
        var drawn = new byte[SECRET];
        new SecureRandom().nextBytes(drawn);
        this.secret = new Secret(HexFormat.of().formatHex(drawn));
    }

    /**
     * One check a column that both sides can add up.
     *
     * @param rows rows that the source has for the table, without rejected ones
     * @param source its aggregates, by target column
     * @param distinct how many different values it has, of the columns of which it can say so
     * @param changed columns whose values a policy or a transformation changes on purpose
     */
    public List<Check> checks(
            TargetTable table,
            long rows,
            Map<String, Measured> source,
            Map<String, Long> distinct,
            Collection<String> changed)
            throws SQLException {
        var columns = table.columns().stream()
                .filter(c -> source.containsKey(c.name()) && !changed.contains(c.name()))
                .toList();
        try (var connection = target.open()) {
            var held = TargetAggregates.of(connection, table, columns, distinct.keySet());
            return columns.stream()
                    .map(TargetTable.TargetColumn::name)
                    .map(c -> check(
                            table.name() + "." + c,
                            new Side(rows, measured(source, c), Optional.ofNullable(distinct.get(c))),
                            new Side(
                                    held.rows(),
                                    measured(held.columns(), c),
                                    Optional.ofNullable(held.distinct().get(c)))))
                    .toList();
        }
    }

    private static Measured measured(Map<String, Measured> columns, String column) {
        return columns.getOrDefault(column, new Measured(0, "", "", ""));
    }

    /** What one side says about a column. */
    private record Side(long rows, Measured column, Optional<Long> distinct) {
        long nulls() {
            return rows - column.count();
        }

        boolean distinctAs(Side other) {
            return distinct.isEmpty() || other.distinct.isEmpty() || distinct.equals(other.distinct);
        }
    }

    private Check check(String name, Side source, Side there) {
        var one = source.column;
        var other = there.column;
        var equal = one.count() == other.count()
                && source.nulls() == there.nulls()
                && same(one.sum(), other.sum())
                && same(one.least(), other.least())
                && same(one.most(), other.most())
                && source.distinctAs(there);
        return new Check(
                "aggregate:" + name,
                equal ? Verdict.PASS : Verdict.FAIL,
                equal ? 0 : 1,
                equal
                        ? "source and target: " + words(source, there)
                        : "source: " + words(source, there) + "; target: " + words(there, source));
    }

    /** What both sides can compute, as digests. */
    private String words(Side side, Side against) {
        var column = side.column;
        var other = against.column;
        var distinct = side.distinct.filter(d -> against.distinct.isPresent());
        return column.count() + " values, " + side.nulls() + " NULLs" + shown("sum", column.sum(), other.sum())
                + shown("least", column.least(), other.least()) + shown("greatest", column.most(), other.most())
                + distinct.map(d -> ", " + d + " distinct").orElse(", distinct values not compared");
    }

    private String shown(String what, String value, String other) {
        return value.isEmpty() || other.isEmpty() ? "" : ", " + what + " #" + digest(plain(value));
    }

    private String digest(String value) {
        var signed = Hmac.sign(secret, value.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(signed).substring(0, SHOWN);
    }

    /** A part that one side cannot compute says nothing. */
    private static boolean same(String one, String other) {
        return one.isEmpty() || other.isEmpty() || plain(one).equals(plain(other));
    }

    /** Numbers are equal whatever their scale is written as. */
    private static String plain(String value) {
        if (!value.matches("-?\\d+\\.\\d+")) {
            return value;
        }
        var number = new BigDecimal(value).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }
}

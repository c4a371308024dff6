package io.transfuse.source;

import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.source.Source.Measured;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;

/** What the columns of a branch add up to, from the sums of its table's parts. */
public record MeasuredSum(Branch branch) {

    private static final Comparator<String> BYTES = (one, other) -> Arrays.compareUnsigned(bytes(one), bytes(other));

    /** One sum for each column that any part has added up. */
    public Map<String, Measured> of(List<Map<String, Measured>> parts) {
        var sums = new HashMap<String, Measured>();
        for (var column : branch.columns()) {
            var name = column.target().name();
            parts.stream()
                    .filter(p -> p.containsKey(name))
                    .map(p -> Objects.requireNonNull(p.get(name), name))
                    .reduce((one, other) -> both(one, other, letters(column)))
                    .ifPresent(sum -> sums.put(name, sum));
        }
        return sums;
    }

    /** The sums of some rows with those of others that are added up elsewhere: only what both can say. */
    public Map<String, Measured> with(Map<String, Measured> some, Map<String, Measured> others) {
        var sums = new HashMap<String, Measured>();
        for (var column : branch.columns()) {
            var own = some.get(column.target().name());
            var other = others.get(column.target().name());
            if (own != null) {
                sums.put(column.target().name(), other == null ? own : common(own, other, letters(column)));
            }
        }
        return sums;
    }

    private static Measured common(Measured own, Measured other, boolean letters) {
        var sum = both(own, other, letters);
        if (own.count() == 0 || other.count() == 0) {
            return sum;
        }
        if (letters) {
            // The least of texts may be the empty one; their lengths tell whether they were asked.
            return known(own.sum(), other.sum(), "asked").isEmpty() ? new Measured(sum.count(), "", "", "") : sum;
        }
        return new Measured(
                sum.count(),
                known(own.sum(), other.sum(), sum.sum()),
                known(own.least(), other.least(), sum.least()),
                known(own.most(), other.most(), sum.most()));
    }

    private static String known(String own, String other, String both) {
        return own.isEmpty() || other.isEmpty() ? "" : both;
    }

    private static boolean letters(ColumnMapping column) {
        return column.target().type().kind() == PgType.Kind.TEXT;
    }

    private static Measured both(Measured one, Measured other, boolean letters) {
        // Without a value there is no least one; beside values an empty text is one.
        if (one.count() == 0 || other.count() == 0) {
            return one.count() == 0 ? other : one;
        }
        return new Measured(
                one.count() + other.count(),
                numbers(one.sum(), other.sum(), (a, b) -> a.add(b)),
                letters ? first(one.least(), other.least()) : numbers(one.least(), other.least(), BigDecimal::min),
                letters ? last(one.most(), other.most()) : numbers(one.most(), other.most(), BigDecimal::max));
    }

    /** Where a part has no number, as where no date of it is one, the other's is the answer, or there is none. */
    private static String numbers(String one, String other, BinaryOperator<BigDecimal> choice) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return choice.apply(new BigDecimal(one), new BigDecimal(other)).toPlainString();
    }

    /** The least text, as its bytes are sorted. */
    private static String first(String one, String other) {
        return BYTES.compare(one, other) <= 0 ? one : other;
    }

    private static String last(String one, String other) {
        return BYTES.compare(one, other) <= 0 ? other : one;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

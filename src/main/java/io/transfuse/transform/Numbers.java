package io.transfuse.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Form;
import io.transfuse.model.Mapping;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Storage;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.runtime.AbstractPartialFunction;

/**
 * Lets SQL of the settings compute with numbers that travel as text, or beside other classes of values: as text 10 is
 * less than 9.
 */
final class Numbers {

    private static final Pattern DECIMAL = Pattern.compile("(?:decimal|numeric)\\((\\d+)(?:,\\s*(\\d+))?\\).*");
    private static final Pattern UNSIGNED = Pattern.compile("bigint\\b.*unsigned.*");
    private static final int MOST_DIGITS = 38;
    private static final String ANY_DECIMAL = "decimal(38,18)";
    private static final String TOO_FINE = "\\.[0-9]{18}[0-9]*[1-9]";

    private Numbers() {}

    /** An expression over the source's columns. */
    static Column ofSource(String expression, Mapping mapping) {
        return replaced(
                expression, name -> mapping.source().column(name).flatMap(c -> read(mapping, c.name(), c.type())));
    }

    private static Optional<Column> read(Mapping mapping, String name, String type) {
        var column = Decode.named(name);
        return switch (mapping.forms().getOrDefault(name, Form.MIXED)) {
            case TEXT ->
                UNSIGNED.matcher(type).matches()
                        ? Optional.of(column.cast("decimal(20,0)"))
                        : decimal(type).map(d -> d.equals(ANY_DECIMAL) ? exactly(column) : column.cast(d));
            case MIXED -> Optional.of(mixed(mapping, name));
            case LONG, DOUBLE, SINGLE, BYTES -> Optional.empty();
        };
    }

    /** Digits that Spark's decimals cannot hold make the expression fail for the row, instead of being rounded. */
    private static Column exactly(Column text) {
        return when(text.rlike(TOO_FINE), raise_error(lit("too many digits")).cast(ANY_DECIMAL))
                .otherwise(text.cast(ANY_DECIMAL));
    }

    private static Optional<String> decimal(String type) {
        var declared = DECIMAL.matcher(type);
        if (!declared.matches()) {
            return Optional.empty();
        }
        var digits = Integer.parseInt(declared.group(1));
        var scale = declared.group(2) == null ? 0 : Integer.parseInt(declared.group(2));
        return Optional.of(
                digits <= MOST_DIGITS && scale <= digits ? "decimal(" + digits + "," + scale + ")" : ANY_DECIMAL);
    }

    /** Numbers where there are no others, else their text. */
    private static Column mixed(Mapping mapping, String name) {
        var column = Decode.named(name);
        var profile = mapping.profile().columns().get(name);
        var type = profile != null && profile.only(Storage.INTEGER, Storage.REAL) ? "double" : "string";
        return coalesce(
                column.getField("int").cast(type),
                column.getField("real").cast(type),
                column.getField("bytes").cast("string").cast(type));
    }

    /** A condition over the target's columns as the stage holds them. */
    static Column ofStage(String condition, List<TargetColumn> columns) {
        return replaced(
                condition,
                name -> columns.stream()
                        .filter(c -> c.staged().equals(name) && c.type().kind() == Kind.NUMERIC)
                        .map(c ->
                                Decode.named(name).cast(decimal(c.type().sql()).orElse(ANY_DECIMAL)))
                        .findFirst());
    }

    private static Column replaced(String sql, Function<String, Optional<Column>> numbers) {
        return ExpressionUtils.column(
                new CatalystSqlParser().parseExpression(sql).transformUp(new Replacing(numbers)));
    }

    /** Names of columns, but not those of functions and of parts of structures. */
    private static final class Replacing extends AbstractPartialFunction<Expression, Expression> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, Optional<Column>> numbers;

        Replacing(Function<String, Optional<Column>> numbers) {
            this.numbers = numbers;
        }

        @Override
        public boolean isDefinedAt(Expression expression) {
            return number(expression).isPresent();
        }

        @Override
        public Expression apply(Expression expression) {
            return number(expression).map(ExpressionUtils::expression).orElse(expression);
        }

        private Optional<Column> number(Expression expression) {
            return expression instanceof UnresolvedAttribute name
                            && name.nameParts().size() == 1
                    ? numbers.apply(name.nameParts().head())
                    : Optional.empty();
        }
    }
}

package io.transfuse.transform;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.transfuse.model.Secret;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.RowSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** What Spark has no exact function for, as functions that Spark compiles into its plans. */
public final class Functions implements FunctionCatalog {

    /** The setting that makes them known to a session; its value is this class's name. */
    public static final String SETTING = "spark.sql.catalog.transfuse";

    private static final String NAMESPACE = "fn";
    private static final Map<String, UnboundFunction> ALL = Stream.of(
                    OverRow.named(Checksum.NAME, Checksum::new),
                    OverRow.named(Sent.NAME, Sent::new),
                    new JsonFunctions.Jsonb(),
                    new JsonFunctions.JsonbFault(),
                    new JsonFunctions.JsonbRepeats(),
                    new JsonFunctions.JsonbWithoutNul(),
                    new JsonFunctions.JsonbWrapped(),
                    new JsonFunctions.JsonValue(),
                    new UuidFunctions.IsUuid(),
                    new UuidFunctions.UuidOf(),
                    new UuidFunctions.UuidText(),
                    new UuidFunctions.UuidSpelled(),
                    new UuidFunctions.UuidOfBytes(),
                    new TimeFunctions.IntervalMicros(),
                    new TimeFunctions.InstantOf(),
                    new TimeFunctions.LocalFault(),
                    new ShapeFunctions.PointOf(),
                    new TextFunctions.IsText(),
                    new TextFunctions.ArrayText(),
                    new TextFunctions.ListText(),
                    new TextFunctions.DoubleEncoded(),
                    new NumberFunctions.NumberText(),
                    new NumberFunctions.DecimalText(),
                    new NumberFunctions.DoubleText(),
                    new NumberFunctions.RealText(),
                    new NumberFunctions.DoubleOf(),
                    new NumberFunctions.FloatOf(),
                    new TextFunctions.Utf16Text(),
                    new MomentFunctions.MomentMicros(),
                    new MomentFunctions.MomentKind(),
                    new MomentFunctions.LocalOf(),
                    new MomentFunctions.DayOf())
            .collect(Collectors.toUnmodifiableMap(UnboundFunction::name, Function.identity()));

    /** Functions that hold a secret, by a name that does not tell it. */
    private static final Map<String, UnboundFunction> KEYED = new ConcurrentHashMap<>();

    private String name = "transfuse";

    /** A column that calls one of them. */
    public static Column call(String function, Column... arguments) {
        return call_function("transfuse." + NAMESPACE + "." + function, arguments);
    }

    /** The name of the function that derives UUIDs with this secret; calls of it hold the name alone. */
    static String keyed(Secret secret) {
        var function = new UuidFunctions.UuidKeyed(secret);
        KEYED.put(function.name(), function);
        return function.name();
    }

    /** The checksum of a row of the stage over these columns, as {@link RowSql} defines it, {@code binary(16)}. */
    public static Column checksum(List<TargetColumn> columns) {
        return call(Checksum.NAME, row(columns));
    }

    /** The digest of the same row as PostgreSQL must send it, {@code binary(16)}. */
    public static Column sent(List<TargetColumn> columns) {
        return call(Sent.NAME, row(columns));
    }

    private static Column row(List<TargetColumn> columns) {
        return struct(columns.stream()
                .map(c -> Decode.named(c.staged()).as(c.type().kind().name()))
                .toArray(Column[]::new));
    }

    /**
     * The moment that a value of SQLite stands for, a timestamp or NULL.
     *
     * @param storage SQLite's {@code typeof}, which tells which of the next three is read
     */
    public static Column moment(Column storage, Column integer, Column real, Column text) {
        return call("moment", storage, orZero(integer), orZero(real).cast("double"), text);
    }

    /** How that moment was written: a label of {@link io.transfuse.types.Moment.Kind}, NULL for NULL. */
    public static Column momentKind(Column storage, Column integer, Column real, Column text) {
        return call("moment_kind", storage, orZero(integer), orZero(real).cast("double"), text);
    }

    private static Column orZero(Column number) {
        return coalesce(number, lit(0L));
    }

    @Override
    public void initialize(String catalog, CaseInsensitiveStringMap options) {
        name = catalog;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return ALL.keySet().stream()
                .sorted()
                .map(f -> Identifier.of(new String[] {NAMESPACE}, f))
                .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        return Optional.ofNullable(ALL.get(identifier.name()))
                .or(() -> Optional.ofNullable(KEYED.get(identifier.name())))
                .orElseThrow(() -> new NoSuchFunctionException(identifier));
    }
}

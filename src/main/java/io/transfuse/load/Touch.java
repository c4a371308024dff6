package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.FUNCTION;
import static io.transfuse.load.Statement.Kind.TRIGGER;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A function that sets the column in which a table keeps the moment of a row's last change. */
record Touch(String schema, String column, PgType.Kind kind, boolean local) {

    /** What a default says whose clock is that of the session. */
    private static final String SESSION = "CURRENT_TIMESTAMP";

    /** One function for each schema, column name and type of clock. */
    static Stream<Statement> functions(List<TargetTable> tables) {
        var touches = new LinkedHashSet<Touch>();
        Ddl.once(tables).forEach(t -> of(t).forEach(touches::add));
        return touches.stream().map(Touch::function);
    }

    /** One trigger for each table that has such a column. */
    static Stream<Statement> triggers(List<TargetTable> tables) {
        return Ddl.once(tables).stream().flatMap(t -> of(t).map(touch -> touch.trigger(t)));
    }

    /** Only a column of a date or timestamp type can hold a moment. */
    private static Stream<Touch> of(TargetTable table) {
        return table.touched().stream()
                .flatMap(c -> table.column(c).stream())
                .map(c -> new Touch(table.schema(), c.name(), c.type().kind(), local(table)))
                .filter(t -> t.clock().isPresent());
    }

    /** A row has one clock: that of the defaults beside this column. */
    private static boolean local(TargetTable table) {
        return table.columns().stream()
                .anyMatch(c -> c.type().kind() == PgType.Kind.TIMESTAMP
                        && c.defaultSql().filter(SESSION::equals).isPresent());
    }

    private Optional<String> clock() {
        return switch (kind) {
            case TIMESTAMPTZ -> Optional.of("now()");
            case TIMESTAMP -> Optional.of(local ? "LOCALTIMESTAMP" : "now() AT TIME ZONE 'UTC'");
            case DATE -> Optional.of("(now() AT TIME ZONE 'UTC')::date");
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    NUMERIC,
                    REAL,
                    DOUBLE,
                    TEXT,
                    UUID,
                    JSONB,
                    BYTEA,
                    TIME,
                    INTERVAL,
                    BIT,
                    ENUM,
                    ARRAY,
                    POINT -> Optional.empty();
        };
    }

    private String name() {
        var suffix =
                kind == PgType.Kind.TIMESTAMPTZ ? "" : kind == PgType.Kind.DATE ? "_date" : local ? "_local" : "_utc";
        return new Names().take(schema, "touch_" + column + suffix);
    }

    private Statement function() {
        var sql = """
                CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $touch$
                BEGIN
                    NEW.%s := %s;
                    RETURN NEW;
                END
                $touch$""".formatted(Quote.identifier(schema, name()), Quote.identifier(column), clock().orElseThrow());
        return new Statement(FUNCTION, schema, "", name(), sql);
    }

    private Statement trigger(TargetTable table) {
        var sql = """
                CREATE TRIGGER %s BEFORE UPDATE ON %s
                FOR EACH ROW WHEN (%s) EXECUTE FUNCTION %s()""".formatted(
                        Quote.identifier(name()),
                        Quote.identifier(schema, table.name()),
                        changed(table),
                        Quote.identifier(schema, name()));
        return new Statement(TRIGGER, schema, table.name(), name(), sql);
    }

    /** The new row's computed columns are not there yet, and points know no IS DISTINCT FROM. */
    private static String changed(TargetTable table) {
        var plain = table.columns().stream()
                .allMatch(c -> c.generated().isEmpty() && c.type().kind() != PgType.Kind.POINT);
        return plain ? "OLD.* IS DISTINCT FROM NEW.*" : row("OLD", table) + " IS DISTINCT FROM " + row("NEW", table);
    }

    private static String row(String version, TargetTable table) {
        return table.columns().stream()
                .filter(c -> c.generated().isEmpty())
                .map(c -> version + "." + Quote.identifier(c.name())
                        + (c.type().kind() == PgType.Kind.POINT ? "::text" : ""))
                .collect(Collectors.joining(", ", "ROW(", ")"));
    }
}

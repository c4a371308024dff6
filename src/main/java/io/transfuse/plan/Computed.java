package io.transfuse.plan;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.source.SourceException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns that the source computes: PostgreSQL goes on computing those whose expression it understands. */
record Computed(Graph graph, Entity entity) {

    /** Facts of values that a policy may change, so that what was computed from them changes too. */
    private static final List<String> CHANGING = List.of("zero-date", "nul", "enum-zero", "invalid-text");

    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC);

    private static final Pattern MEMBER = Pattern.compile("(?i)json_extract\\((?:[^()']|'[^']*')*\\)");

    List<ColumnMapping> of(List<ColumnMapping> columns) {
        var plain = columns.stream().filter(c -> !isComputed(c)).toList();
        return columns.stream()
                .map(c -> isComputed(c) ? computed(c, plain) : told(c))
                .toList();
    }

    private boolean isComputed(ColumnMapping column) {
        return column.value() instanceof Value.Carry carry && generated(carry.column());
    }

    private boolean generated(String source) {
        return entity.table().column(source).filter(Table.Column::generated).isPresent();
    }

    /** What becomes of such a value on its way, as of a reference, no expression of PostgreSQL makes again. */
    private ColumnMapping told(ColumnMapping column) {
        if (!(column.value() instanceof Value.Expression)) {
            column.value().takes().stream().filter(this::generated).forEach(this::carriedAlone);
        }
        return column;
    }

    private void carriedAlone(String source) {
        var expression = expression(source);
        graph.notes()
                .warn(
                        entity.name(),
                        source,
                        "is computed in the source"
                                + (expression.isEmpty() ? "" : " as " + expression.replaceAll("\\s+", " "))
                                + "; its values are carried, but PostgreSQL does not go on computing them");
    }

    private String expression(String source) {
        return entity.table().column(source).orElseThrow().nature().expression();
    }

    private ColumnMapping computed(ColumnMapping column, List<ColumnMapping> plain) {
        var source = column.value().takes().get(0);
        var sql = Optional.of(expression(source)).filter(e -> !e.isEmpty()).flatMap(e -> understood(column, e, plain));
        if (sql.isEmpty()) {
            carriedAlone(source);
            return column;
        }
        printed(source, sql.get());
        var target = column.target();
        return new ColumnMapping(
                new TargetColumn(
                        target.name(),
                        target.type(),
                        target.nullable(),
                        Optional.empty(),
                        false,
                        sql,
                        Optional.empty(),
                        target.comment()),
                column.value(),
                column.rule() + "; computed by PostgreSQL too");
    }

    /** What later rows will hold nobody knows. */
    private void printed(String source, String sql) {
        if (sql.contains(" #>> ")) {
            graph.notes()
                    .info(
                            entity.name(),
                            source,
                            "is the text of a member of JSON: texts stay alike, but PostgreSQL prints numbers, objects"
                                    + " and arrays in its own way (1.10 and 1.1, 1e2 and 100, the order of members)");
        }
    }

    /** Rows need a column that is loaded, so a table in which all are computed keeps their values. */
    private Optional<String> understood(ColumnMapping column, String expression, List<ColumnMapping> plain) {
        var terms = graph.dialect().terms(entity.table(), plain).stream()
                .filter(t -> CHANGING.stream()
                        .allMatch(f -> entity.profile(t.source()).fact(f) == 0))
                .toList();
        return Stream.of(expression)
                .filter(e -> !plain.isEmpty())
                .flatMap(
                        e -> graph.dialect().generated(e, terms, column.target().type()).stream())
                .filter(e -> !cut(column, expression))
                .findFirst();
    }

    /**
     * Whether a row holds something else than the expression says: a session without strict mode cut it to the type.
     */
    private boolean cut(ColumnMapping column, String expression) {
        var source = column.value().takes().get(0);
        if (!graph.dialect().mysql() || entity.profile(source).values() == 0) {
            return false;
        }
        try {
            return graph.source()
                                    .count(
                                            entity.name(),
                                            differs(column, graph.source().quoted(source), expression))
                            > 0
                    || printedOtherwise(column, expression);
        } catch (SourceException e) {
            return true;
        }
    }

    /** Whether a text is one of a member that PostgreSQL, which keeps no spelling of JSON, would print otherwise. */
    private boolean printedOtherwise(ColumnMapping column, String expression) {
        var members = MEMBER.matcher(expression)
                .results()
                .map(m ->
                        "json_type(%1$s) IN ('OBJECT', 'ARRAY') OR (json_type(%1$s) IN ('DOUBLE', 'DECIMAL', 'INTEGER')"
                                        .formatted(m.group())
                                + " AND (lower(json_unquote(" + m.group() + ")) LIKE '%e%' OR json_unquote(" + m.group()
                                + ") REGEXP '^-0[.0]*$'))")
                .collect(Collectors.joining(" OR "));
        return column.target().type().kind() == Kind.TEXT
                && !members.isEmpty()
                && graph.source().count(entity.name(), members) > 0;
    }

    /** Numbers are rounded alike on both sides. */
    private static String differs(ColumnMapping column, String held, String expression) {
        if (column.target().type().kind() == Kind.TEXT) {
            return "NOT (BINARY CONVERT(%s USING utf8mb4) <=> BINARY CONVERT((%s) USING utf8mb4))"
                    .formatted(held, expression);
        }
        var other = "NOT (" + held + " <=> (" + expression + "))";
        return NUMBERS.contains(column.target().type().kind())
                ? other + " AND NOT coalesce(abs(" + held + " - (" + expression + ")) <= 0.5, FALSE)"
                : other;
    }
}

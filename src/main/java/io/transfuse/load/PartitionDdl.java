package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.TABLE;

import io.transfuse.model.Layout.Partition;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The partitions of a table: one for each period, and one for all other rows. */
final class PartitionDdl {
    private final TargetTable table;
    private final Names names;

    private PartitionDdl(TargetTable table, Names names) {
        this.table = table;
        this.names = names;
    }

    /** The statements that make them, none for a table in one piece. */
    static List<Statement> of(TargetTable table, Names names) {
        return table.layout()
                .partition()
                .map(p -> new PartitionDdl(table, names).all(p))
                .orElse(List.of());
    }

    /**
     * What stands behind the columns of the table itself. PostgreSQL takes no parameters for one that has partitions.
     */
    static String ending(TargetTable table) {
        return table.layout()
                .partition()
                .map(p -> " PARTITION BY RANGE (" + Quote.identifier(p.column()) + ")")
                .orElseGet(() -> with(table));
    }

    /** The storage parameters of a table that holds rows itself. */
    static String with(TargetTable table) {
        return table.layout().storage().isEmpty()
                ? ""
                : table.layout().parameters().entrySet().stream()
                        .map(PartitionDdl::parameter)
                        .collect(Collectors.joining(", ", " WITH (", ")"));
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return parameter.getKey() + " = " + Quote.literal(parameter.getValue());
    }

    private List<Statement> all(Partition partition) {
        var column = table.column(partition.column()).orElseThrow();
        var statements = new ArrayList<Statement>();
        for (var start : partition.starts()) {
            var from = LocalDate.parse(start);
            var to = partition.every().next(from);
            statements.add(statement(
                    partition.every().ending(from),
                    "FOR VALUES FROM (%s) TO (%s)".formatted(bound(column.type(), from), bound(column.type(), to))));
        }
        statements.add(statement("default", "DEFAULT"));
        return statements;
    }

    private Statement statement(String ending, String values) {
        var name = names.take(table.schema(), table.name() + "_" + ending);
        var sql = "CREATE TABLE %s PARTITION OF %s %s%s"
                .formatted(
                        Quote.identifier(table.schema(), name),
                        Quote.identifier(table.schema(), table.name()),
                        values,
                        with(table));
        return new Statement(TABLE, table.schema(), name, name, sql);
    }

    /** A day begins at midnight UTC, whatever the session's zone is. */
    private static String bound(PgType type, LocalDate day) {
        var date =
                String.format(Locale.ROOT, "%04d-%02d-%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        return switch (type.kind()) {
            case TIMESTAMPTZ -> "'" + date + " 00:00:00+00'";
            case TIMESTAMP -> "'" + date + " 00:00:00'";
            default -> "'" + date + "'";
        };
    }
}

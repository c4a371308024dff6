package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.COMMENT;
import static io.transfuse.load.Statement.Kind.FOREIGN_KEY;
import static io.transfuse.load.Statement.Kind.IDENTITY;
import static io.transfuse.load.Statement.Kind.INDEX;
import static io.transfuse.load.Statement.Kind.PRIMARY_KEY;
import static io.transfuse.load.Statement.Kind.TABLE;
import static io.transfuse.load.Statement.Kind.UNIQUE;
import static io.transfuse.load.Statement.Kind.VALIDATE;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The statements for one table; names are given in one fixed order, so that every run gives the same. */
final class TableDdl {
    private final TargetTable table;
    private final Names names;
    private final Set<String> keptOrphans;
    private final String sqlName;
    private final List<String> body = new ArrayList<>();
    private final List<Statement> primaryKey = new ArrayList<>();
    private final List<Statement> uniques = new ArrayList<>();
    private final List<Statement> indexes = new ArrayList<>();
    private final List<Statement> foreignKeys = new ArrayList<>();
    private final List<Statement> validations = new ArrayList<>();
    private final List<Ddl.Renamed> renamed = new ArrayList<>();

    TableDdl(TargetTable table, Names names, Set<String> keptOrphans) {
        this.table = table;
        this.names = names;
        this.keptOrphans = keptOrphans;
        this.sqlName = Quote.identifier(table.schema(), table.name());
    }

    void decide() {
        table.columns().forEach(c -> body.add(column(c)));
        if (!table.primaryKey().isEmpty()) {
            var name = name("", "pkey", List.of());
            var key = " PRIMARY KEY (" + Quote.identifiers(table.primaryKey()) + ")";
            primaryKey.add(alter(PRIMARY_KEY, name, "ADD CONSTRAINT " + Quote.identifier(name) + key));
        }
        for (var columns : table.uniques()) {
            var name = name("", "key", columns);
            var key = " UNIQUE (" + Quote.identifiers(columns) + ")";
            uniques.add(alter(UNIQUE, name, "ADD CONSTRAINT " + Quote.identifier(name) + key));
        }
        for (var check :
                Stream.concat(table.checks().stream(), table.guards().stream()).toList()) {
            var name = Quote.identifier(name(check.name(), "check", List.of()));
            body.add("CONSTRAINT " + name + " CHECK (" + check.sql() + ")");
        }
        for (var index : table.indexes()) {
            var name = name(index.name(), "idx", List.of());
            var create = (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + Quote.identifier(name);
            var sql = create + " ON " + sqlName + " " + index.definition();
            indexes.add(new Statement(INDEX, table.schema(), table.name(), name, sql, index.setting()));
        }
        table.foreignKeys().stream().filter(l -> !l.watched()).forEach(this::reference);
    }

    TargetTable table() {
        return table;
    }

    Statement create() {
        var sql = "CREATE TABLE " + sqlName + " (\n    " + String.join(",\n    ", body) + "\n)"
                + PartitionDdl.ending(table);
        return new Statement(TABLE, table.schema(), table.name(), table.name(), sql);
    }

    List<Statement> primaryKey() {
        return primaryKey;
    }

    List<Statement> uniques() {
        return uniques;
    }

    List<Statement> indexes() {
        return indexes;
    }

    List<Statement> foreignKeys() {
        return foreignKeys;
    }

    List<Statement> validations() {
        return validations;
    }

    List<Ddl.Renamed> renamed() {
        return renamed;
    }

    /**
     * Each identity goes on after the largest value that is there or that the source has given; one that is further
     * already stays, so repeating is harmless.
     */
    Stream<Statement> identities() {
        return table.columns().stream().filter(TargetColumn::identity).map(c -> {
            var sequence =
                    String.format("pg_get_serial_sequence(%s, %s)", Quote.literal(sqlName), Quote.literal(c.name()));
            var given = c.given().map(g -> "greatest(max(%s), %d)").orElse("max(%s)");
            var last = String.format(
                    Locale.ROOT, given, Quote.identifier(c.name()), c.given().orElse(0L));
            var sql = """
                    SELECT setval(%1$s, %2$s) FROM %3$s
                    HAVING %2$s > coalesce(pg_sequence_last_value(%1$s::regclass), 0)""".formatted(sequence, last, sqlName);
            return statement(IDENTITY, c.name(), sql);
        });
    }

    Stream<Statement> comments() {
        var ofTable = Stream.of(table.comment())
                .filter(c -> !c.isEmpty())
                .map(c -> comment(table.name(), "TABLE " + sqlName, c));
        var ofColumns = table.columns().stream()
                .filter(c -> !c.comment().isEmpty())
                .map(c -> comment(c.name(), "COLUMN " + sqlName + "." + Quote.identifier(c.name()), c.comment()));
        return Stream.concat(ofTable, ofColumns);
    }

    private Statement comment(String name, String object, String text) {
        return statement(COMMENT, name, "COMMENT ON " + object + " IS " + Quote.literal(text.replace("\0", "")));
    }

    private String column(TargetColumn column) {
        var sql = new StringBuilder(Quote.identifier(column.name()) + " " + column.type());
        if (column.identity()) {
            return sql.append(" GENERATED BY DEFAULT AS IDENTITY").toString();
        }
        column.generated().ifPresent(g -> sql.append(" GENERATED ALWAYS AS (" + g + ") STORED"));
        column.defaultSql()
                .filter(d -> column.generated().isEmpty())
                .ifPresent(d -> sql.append(" DEFAULT ").append(d));
        if (!column.nullable() || table.primaryKey().contains(column.name())) {
            sql.append(" NOT NULL");
        }
        return sql.toString();
    }

    private void reference(Link link) {
        var name = name(link.name(), "fkey", link.columns());
        var sql = new StringBuilder("ADD CONSTRAINT " + Quote.identifier(name));
        sql.append(" FOREIGN KEY (").append(Quote.identifiers(link.columns())).append(") REFERENCES ");
        sql.append(Quote.identifier(table.schema(), link.table()));
        if (!link.targetColumns().isEmpty()) {
            sql.append(" (").append(Quote.identifiers(link.targetColumns())).append(")");
        }
        action(sql, " ON DELETE ", link.onDelete());
        action(sql, " ON UPDATE ", link.onUpdate());
        if (table.layout().partition().isPresent()) {
            // Before version 18 PostgreSQL refuses NOT VALID here.
            foreignKeys.add(alter(FOREIGN_KEY, name, sql.toString()));
            return;
        }
        foreignKeys.add(alter(FOREIGN_KEY, name, sql.append(" NOT VALID").toString()));
        if (!keptOrphans.contains(table.qualified() + "." + link.name())) {
            validations.add(alter(VALIDATE, name, "VALIDATE CONSTRAINT " + Quote.identifier(name)));
        }
    }

    private static void action(StringBuilder sql, String clause, String action) {
        if (!action.isBlank()) {
            sql.append(clause).append(action.toUpperCase(Locale.ROOT));
        }
    }

    private String name(String wanted, String ending, List<String> columns) {
        var made = Stream.of(Stream.of(table.name()), columns.stream(), Stream.of(ending))
                .flatMap(s -> s)
                .toList();
        var usual = wanted.isBlank() ? String.join("_", made) : wanted;
        var name = names.take(table.schema(), usual);
        if (!name.equals(usual)) {
            renamed.add(new Ddl.Renamed(table, usual, name));
        }
        return name;
    }

    private Statement alter(Statement.Kind kind, String name, String change) {
        return statement(kind, name, "ALTER TABLE " + sqlName + " " + change);
    }

    private Statement statement(Statement.Kind kind, String name, String sql) {
        return new Statement(kind, table.schema(), table.name(), name, sql);
    }
}

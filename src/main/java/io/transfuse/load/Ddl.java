package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.ANALYZE;
import static io.transfuse.load.Statement.Kind.COLLATION;
import static io.transfuse.load.Statement.Kind.EXTENSION;
import static io.transfuse.load.Statement.Kind.IDENTITY;
import static io.transfuse.load.Statement.Kind.SCHEMA;
import static io.transfuse.load.Statement.Kind.TYPE;

import io.transfuse.model.Plan.EnumType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.types.Ignoring;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that make the target: first the bare tables that rows are copied into, later everything that is faster
 * to make over loaded tables. The run and the files for psql come from the same two lists.
 */
public final class Ddl {
    private final List<Statement> bare;
    private final List<Statement> finishing;
    private final List<Renamed> renamed;

    /** A key, index or condition that does not have its usual name: that is too long, or another has it. */
    public record Renamed(TargetTable table, String usual, String name) {}

    /**
     * Without types of our own.
     *
     * @param tables the tables; one that is named twice is made once
     * @param extensions extensions that defaults and indexes need
     * @param keptOrphans foreign keys, as {@code schema.table.name}, that stay NOT VALID because their orphans are kept
     */
    public Ddl(List<TargetTable> tables, List<String> extensions, Set<String> keptOrphans) {
        this(tables, List.of(), extensions, keptOrphans);
    }

    /**
     * Decides every name and statement.
     *
     * @param tables the tables; one that is named twice is made once
     * @param types enumerations that columns need
     * @param extensions extensions that defaults and indexes need
     * @param keptOrphans foreign keys, as {@code schema.table.name}, that stay NOT VALID because their orphans are kept
     */
    public Ddl(List<TargetTable> tables, List<EnumType> types, List<String> extensions, Set<String> keptOrphans) {
        var names = new Names();
        var made = new ArrayList<TableDdl>();
        for (var table : once(tables)) {
            check(table);
            names.take(table.schema(), table.name());
            made.add(new TableDdl(table, names, keptOrphans));
        }
        types.forEach(t -> check(t, names));
        // Tables and partitions keep their names, so they take them before any constraint does.
        var partitions =
                made.stream().collect(Collectors.toMap(TableDdl::table, t -> PartitionDdl.of(t.table(), names)));
        made.forEach(TableDdl::decide);
        this.renamed = made.stream().flatMap(t -> t.renamed().stream()).toList();
        this.bare = Stream.of(
                        schemas(tables),
                        extensions.stream().map(Ddl::extension),
                        collations(tables),
                        types.stream().map(Ddl::type),
                        Touch.functions(tables),
                        made.stream()
                                .flatMap(t -> Stream.concat(
                                        Stream.of(t.create()), partitions.getOrDefault(t.table(), List.of()).stream())))
                .flatMap(s -> s)
                .toList();
        this.finishing = Stream.of(
                        made.stream().flatMap(t -> t.primaryKey().stream()),
                        made.stream().flatMap(t -> t.uniques().stream()),
                        made.stream().flatMap(t -> t.indexes().stream()),
                        made.stream().flatMap(t -> t.foreignKeys().stream()),
                        made.stream().flatMap(t -> t.validations().stream()),
                        Touch.triggers(tables),
                        made.stream().flatMap(TableDdl::identities),
                        made.stream().flatMap(TableDdl::comments),
                        made.stream().map(TableDdl::table).map(Ddl::analyze))
                .flatMap(s -> s)
                .toList();
    }

    private Ddl(List<Statement> bare, List<Statement> finishing) {
        this.bare = List.copyOf(bare);
        this.finishing = List.copyOf(finishing);
        this.renamed = List.of();
    }

    /** What is left to do for tables that exist already: identities go on after the rows, statistics are taken. */
    public Ddl forExisting() {
        return new Ddl(
                List.of(),
                finishing.stream()
                        .filter(s -> s.kind() == IDENTITY || s.kind() == ANALYZE)
                        .toList());
    }

    /** Schemas, extensions, types, functions and bare tables, in the order to run them. */
    public List<Statement> bare() {
        return bare;
    }

    /** Keys, indexes, references, triggers, identities, comments and statistics, in the order to run them. */
    public List<Statement> finishing() {
        return finishing;
    }

    /** Where names are not the usual ones. */
    public List<Renamed> renamed() {
        return renamed;
    }

    /** {@code schema.sql}: makes the bare tables in an empty database, all or nothing. */
    public String schemaSql() {
        return script("Tables, before rows are loaded. Run: psql -v ON_ERROR_STOP=1 -f schema.sql", bare);
    }

    /** {@code indexes.sql}: everything that follows once the rows are there, all or nothing. */
    public String indexesSql() {
        return script(
                "Keys and the rest, after rows are loaded. Run: psql -v ON_ERROR_STOP=1 -f indexes.sql", finishing);
    }

    private static String script(String comment, List<Statement> statements) {
        var text = new StringBuilder("-- " + comment + "\nSET client_encoding = 'UTF8';\nBEGIN;\n\n");
        statements.forEach(s -> text.append(s.sql()).append(";\n\n"));
        return text.append("COMMIT;\n").toString();
    }

    static Collection<TargetTable> once(List<TargetTable> tables) {
        var once = new LinkedHashMap<String, TargetTable>();
        tables.forEach(t -> once.putIfAbsent(t.qualified(), t));
        return once.values();
    }

    private static Stream<Statement> schemas(List<TargetTable> tables) {
        // public is always there, and even IF NOT EXISTS wants the right to create schemas.
        return tables.stream()
                .map(TargetTable::schema)
                .distinct()
                .filter(s -> !s.equals("public"))
                .map(s -> new Statement(SCHEMA, s, "", s, "CREATE SCHEMA IF NOT EXISTS " + Quote.identifier(s)));
    }

    /** Those that indexes need; like extensions they may serve others, so they are never removed. */
    private static Stream<Statement> collations(List<TargetTable> tables) {
        return tables.stream()
                .map(TargetTable::schema)
                .distinct()
                .flatMap(s -> Stream.of(Ignoring.values())
                        .filter(i -> tables.stream()
                                .flatMap(t -> t.indexes().stream())
                                .anyMatch(x -> x.definition().contains("COLLATE " + i.sqlName(s))))
                        .map(i -> new Statement(COLLATION, s, "", i.title(), i.create(s))));
    }

    private static Statement extension(String name) {
        return new Statement(EXTENSION, "", "", name, "CREATE EXTENSION IF NOT EXISTS " + Quote.identifier(name));
    }

    private static Statement type(EnumType type) {
        var labels = type.labels().stream().map(Quote::literal).collect(Collectors.joining(", ", " AS ENUM (", ")"));
        var sql = "CREATE TYPE " + Quote.identifier(type.schema(), type.name()) + labels;
        return new Statement(TYPE, type.schema(), "", type.name(), sql);
    }

    private static Statement analyze(TargetTable table) {
        var name = Quote.identifier(table.schema(), table.name());
        return new Statement(ANALYZE, table.schema(), table.name(), "statistics", "ANALYZE " + name);
    }

    // PostgreSQL would cut such a name, and nobody would find the table or column under the name that the plan prints.
    private static void check(TargetTable table) {
        short63("table name", table.name(), table.name());
        table.columns().forEach(c -> short63("column name", table.name() + "." + c.name(), c.name()));
    }

    // Every table is a type too, and columns name theirs already.
    private static void check(EnumType type, Names names) {
        short63("type name", type.name(), type.name());
        if (!names.take(type.schema(), type.name()).equals(type.name())) {
            throw UserException.usage("type " + type.schema() + "." + type.name()
                    + " has the name of a table or of another type, but must have one of its own");
        }
    }

    private static void short63(String what, String printed, String name) {
        if (Names.bytes(name) > Names.LONGEST) {
            throw UserException.usage(String.format(
                    Locale.ROOT,
                    "%s %s is %d bytes long, but must be at most %d in PostgreSQL",
                    what,
                    printed,
                    Names.bytes(name),
                    Names.LONGEST));
        }
    }
}

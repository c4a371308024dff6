package io.transfuse.verify;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What PostgreSQL's catalogue must say about a table. */
final class CatalogueQuestions {
    private final TargetTable table;
    private final String relation;

    CatalogueQuestions(TargetTable table) {
        this.table = table;
        this.relation = "to_regclass(" + Quote.literal(Quote.identifier(table.schema(), table.name())) + ")";
    }

    Stream<Question> all(Collection<String> keptOrphans) {
        var keys = Stream.concat(
                Stream.of(table.primaryKey()).filter(key -> !key.isEmpty()).map(this::primaryKey),
                table.uniques().stream().map(this::unique));
        var references = table.foreignKeys().stream()
                .filter(link -> !link.watched())
                .map(link -> foreignKey(link, keptOrphans.contains(table.qualified() + "." + link.name())));
        return Stream.of(
                        Stream.of(columns(), notNull(), types()),
                        Stream.of(
                                        members(),
                                        new DefaultsQuestion(table).question(relation),
                                        generated(),
                                        partitioned(),
                                        storage())
                                .flatMap(Optional::stream),
                        keys,
                        references,
                        Stream.of(checks(), new IndexQuestion(table).question(relation), enforced()),
                        table.touched().stream().map(this::trigger))
                .flatMap(s -> s);
    }

    private Question columns() {
        return absent("columns", table.columns().stream(), "true", "the table has all its columns");
    }

    private Question notNull() {
        var columns = table.columns().stream().filter(c -> !c.nullable());
        return absent("not null", columns, "a.attnotnull", "columns that must hold a value are NOT NULL");
    }

    /** Values may be equal in another type, but what the application can store there is not. */
    private Question types() {
        var columns = table.columns().stream()
                .filter(c -> c.type().kind() != PgType.Kind.ENUM)
                .toList();
        return new Question(
                "types:" + table.name(),
                """
                SELECT count(*) FROM pg_attribute a JOIN unnest(%s, %s) AS wanted(name, type) ON wanted.name = a.attname
                WHERE a.attrelid = %s AND a.attnum > 0 AND format_type(a.atttypid, a.atttypmod) NOT IN (wanted.type, 'public.' || wanted.type)
                """.formatted(
                        names(columns.stream().map(TargetColumn::name).toList()),
                        names(columns.stream().map(c -> c.type().catalogued()).toList()),
                        relation),
                "columns have the types that were planned");
    }

    private Optional<Question> members() {
        return some(
                "members",
                c -> c.type().kind() == PgType.Kind.ENUM,
                "(SELECT typtype = 'e' FROM pg_type t WHERE t.oid = a.atttypid)",
                "columns with a list of members are of an enumeration");
    }

    private Optional<Question> generated() {
        return some(
                "generated",
                c -> c.generated().isPresent(),
                "a.attgenerated = 's'",
                "PostgreSQL computes the columns that the source computes");
    }

    private Optional<Question> partitioned() {
        return table.layout()
                .partition()
                .map(p -> new Question(
                        "partitions:" + table.name(),
                        """
                        SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM pg_partitioned_table p
                        JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
                        WHERE p.partrelid = %s AND p.partstrat = 'r' AND p.partdefid <> 0 AND a.attname = %s
                        """.formatted(relation, Quote.literal(p.column())),
                        "the table is partitioned by " + p.column() + " and has a default partition"));
    }

    /** Parameters of TOAST lie with a table of their own, which is not asked. */
    private Optional<Question> storage() {
        var wanted = table.layout().parameters().entrySet().stream()
                .filter(s -> !s.getKey().startsWith("toast."))
                .map(s -> s.getKey() + "=" + s.getValue())
                .toList();
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(
                        "storage:" + table.name(),
                        """
                        SELECT count(*) FROM pg_class c
                        WHERE (c.oid = %1$s OR c.oid IN (SELECT relid FROM pg_partition_tree(%1$s)))
                          AND c.relkind = 'r' AND NOT coalesce(c.reloptions, '{}') @> %2$s
                        """.formatted(relation, names(wanted)),
                        "the storage parameters are set"));
    }

    private Optional<Question> some(String name, Predicate<TargetColumn> which, String condition, String rule) {
        var columns = table.columns().stream().filter(which).toList();
        return columns.isEmpty() ? Optional.empty() : Optional.of(absent(name, columns.stream(), condition, rule));
    }

    private Question absent(String name, Stream<TargetColumn> columns, String condition, String rule) {
        return new Question(
                name + ":" + table.name(),
                """
                SELECT count(*) FROM unnest(%s) AS wanted(name) WHERE NOT EXISTS (
                  SELECT FROM pg_attribute a WHERE a.attrelid = %s AND a.attname = wanted.name
                    AND a.attnum > 0 AND NOT a.attisdropped AND %s)
                """.formatted(names(columns.map(TargetColumn::name).toList()), relation, condition),
                rule);
    }

    private Question primaryKey(List<String> key) {
        var name = "primary key:" + table.name();
        return index(name, key, "i.indisprimary", "the primary key is present and valid");
    }

    private Question unique(List<String> columns) {
        var name = "unique:" + table.name() + "." + String.join(",", columns);
        return index(name, columns, "i.indisunique AND i.indpred IS NULL", "the unique key is present and valid");
    }

    private Question index(String name, List<String> columns, String condition, String rule) {
        return new Question(name, """
                SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM pg_index i
                WHERE i.indrelid = %s AND i.indisvalid AND %s AND %s = ARRAY(
                  SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
                  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                  WHERE place <= i.indnkeyatts ORDER BY place)
                """.formatted(relation, condition, names(columns)), rule);
    }

    private Question foreignKey(Link link, boolean orphansKept) {
        return new Question(
                "foreign key:" + table.name() + "." + String.join(",", link.columns()),
                """
                SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM pg_constraint c
                WHERE c.conrelid = %s AND c.contype = 'f' AND %s AND c.confrelid = to_regclass(%s)
                  AND c.confdeltype = '%s' AND c.confupdtype = '%s' AND %s = ARRAY(
                  SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(attnum, place)
                  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum ORDER BY place)
                """.formatted(
                                relation,
                                orphansKept ? "true" : "c.convalidated",
                                Quote.literal(Quote.identifier(table.schema(), link.table())),
                                action(link.onDelete()),
                                action(link.onUpdate()),
                                names(link.columns())),
                "the reference is declared " + (orphansKept ? "with its actions" : "with its actions, and validated"));
    }

    /** As PostgreSQL's catalogue spells what follows when the row referred to goes or changes. */
    private static char action(String said) {
        return switch (said.toUpperCase(Locale.ROOT)) {
            case "CASCADE" -> 'c';
            case "SET NULL" -> 'n';
            case "SET DEFAULT" -> 'd';
            case "RESTRICT" -> 'r';
            default -> 'a';
        };
    }

    // Names of checks may be shortened to what PostgreSQL takes, so they are counted.
    private Question checks() {
        return new Question(
                "checks:" + table.name(),
                """
                SELECT greatest(%d - count(*), 0) FROM pg_constraint
                WHERE conrelid = %s AND contype = 'c' AND convalidated
                """.formatted(table.checks().size() + table.guards().size(), relation),
                "all conditions are declared and validated");
    }

    /** PostgreSQL keeps its references by triggers of its own, on both tables, which can be switched off. */
    private Question enforced() {
        return new Question(
                "enforced:" + table.name(),
                """
                SELECT count(*) FROM pg_trigger
                WHERE tgrelid = %s AND tgisinternal AND tgenabled NOT IN ('O', 'A')
                """.formatted(relation),
                "no trigger that keeps references is switched off");
    }

    private Question trigger(String column) {
        // Bits 1 and 4 of tgtype: before, on update.
        return new Question(
                "trigger:" + table.name() + "." + column,
                """
                SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM pg_trigger
                WHERE tgrelid = %s AND NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgtype & 18 = 18
                """.formatted(relation),
                "a trigger keeps the column on every update");
    }

    private static String names(List<String> names) {
        return names.stream().map(Quote::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }
}

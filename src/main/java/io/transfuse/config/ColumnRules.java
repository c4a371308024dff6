package io.transfuse.config;

import io.transfuse.model.DecidedBy;
import io.transfuse.model.PgType;
import io.transfuse.model.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is special about one target column.
 *
 * @param key the full name of the setting, for messages
 * @param target the column in PostgreSQL
 * @param type its type; empty where the general rules decide
 * @param enumeration its type where that is an enumeration to be made; beside a type, the members that this takes
 * @param notNull whether it refuses NULL
 * @param isNew whether the source need not have it
 * @param defaultSql its default in PostgreSQL's SQL
 * @param from source columns it may come from, the first that exists is taken
 * @param to the branch of a split entity that it refers to
 * @param value a constant
 * @param expression a Spark SQL expression over {@code takes}
 * @param takes the source columns of the expression
 * @param members old enum members to new ones
 * @param by members that another column decides about
 * @param merge whether all of {@code from} that exist become this column, the first value that is there
 * @param policy what is done with its values where that differs from the other columns, by key
 */
public record ColumnRules(
        String key,
        String target,
        Optional<PgType> type,
        Optional<EnumRule> enumeration,
        boolean notNull,
        boolean isNew,
        Optional<String> defaultSql,
        List<String> from,
        Optional<String> to,
        Optional<String> value,
        Optional<String> expression,
        List<String> takes,
        Map<String, String> members,
        List<DecidedBy> by,
        boolean merge,
        Map<String, String> policy) {

    private static final Pattern COMPACT =
            Pattern.compile("(?i)(?<type>.*?)(?<not> not null)?(?<new> new)?(?: default (?<default>.+))?");

    /** A precision would round times. */
    private static final Pattern TYPES = Pattern.compile("boolean|smallint|integer|bigint|real|double precision"
            + "|numeric(\\(\\d+(, ?\\d+)?\\))?|text|varchar(\\(\\d+\\))?|uuid|jsonb|bytea|date|time|timestamp|timestamptz"
            + "|interval|(var)?bit(\\(\\d+\\))?|text\\[]|point");

    /** A rule that says the type alone. */
    public static ColumnRules ofType(String key, String target, String from, PgType type) {
        return renamed(key, target, from).typed(type, false);
    }

    /** A column as the general rules make it, under another name. */
    public static ColumnRules renamed(String key, String target, String from) {
        return reference(key, target, from, Optional.empty());
    }

    /** A reference to one target of a split table. */
    public static ColumnRules reference(String key, String target, String from, String branch) {
        return reference(key, target, from, Optional.of(branch));
    }

    private static ColumnRules reference(String key, String target, String from, Optional<String> branch) {
        return new ColumnRules(
                key,
                target,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(from),
                branch,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(),
                false,
                Map.of());
    }

    /** The same with a type that is there already. */
    public ColumnRules typed(PgType existing, boolean needed) {
        return typed(existing, needed, Optional.empty());
    }

    /** The same for a column that exists already, and the members that it takes as they are. */
    public ColumnRules typed(PgType existing, boolean needed, Optional<EnumRule> taken) {
        return new ColumnRules(
                key,
                target,
                Optional.of(existing),
                taken,
                notNull || needed,
                isNew,
                Optional.empty(),
                from,
                to,
                value,
                expression,
                takes,
                members,
                by,
                merge,
                policy);
    }

    /** The same column out of other columns; one of which there are none is empty, or a constant. */
    public ColumnRules fed(
            List<String> otherFrom,
            Optional<String> constant,
            Optional<String> sql,
            List<String> otherTakes,
            List<DecidedBy> otherBy) {
        return new ColumnRules(
                key,
                target,
                type,
                enumeration,
                notNull,
                isNew || otherFrom.isEmpty(),
                defaultSql,
                otherFrom,
                to,
                value.or(() -> constant),
                sql,
                otherTakes,
                members,
                otherBy,
                merge,
                policy);
    }

    /** The same with the values of a column in place of a constant. */
    public ColumnRules carrying(String column, boolean needed) {
        return new ColumnRules(
                key,
                target,
                type,
                enumeration,
                needed,
                isNew,
                defaultSql,
                List.of(column),
                to,
                Optional.empty(),
                expression,
                takes,
                members,
                by,
                merge,
                policy);
    }

    /** The same as a reference to a branch, unless it names one itself. */
    public ColumnRules referring(Optional<String> branch) {
        return new ColumnRules(
                key,
                target,
                type,
                enumeration,
                notNull,
                isNew,
                defaultSql,
                from,
                to.or(() -> branch),
                value,
                expression,
                takes,
                members,
                by,
                merge,
                policy);
    }

    /** The members that old ones become. */
    public List<String> renamed() {
        return Stream.concat(Stream.of(members), by.stream().map(DecidedBy::members))
                .flatMap(m -> m.values().stream())
                .toList();
    }

    static ColumnRules read(Node columns, String name) {
        return columns.isText(name) ? compact(columns, name) : full(columns.child(name), name);
    }

    private static ColumnRules compact(Node columns, String name) {
        var written = columns.text(name).orElseThrow();
        var match = COMPACT.matcher(written.trim());
        if (!match.matches()) {
            throw columns.wrong(name, written, "a type, for example \"varchar(50) not null\"");
        }
        return new ColumnRules(
                columns.name(name),
                name,
                plain(columns, name, match.group("type")),
                EnumRule.of(match.group("type")),
                match.group("not") != null,
                match.group("new") != null,
                Optional.ofNullable(match.group("default")),
                List.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(),
                false,
                Map.of());
    }

    private static ColumnRules full(Node node, String name) {
        var from = node.texts("from");
        var rules = new ColumnRules(
                node.name(""),
                name,
                node.text("type").flatMap(t -> plain(node, "type", t)),
                node.text("type").flatMap(EnumRule::of),
                node.flag("not-null"),
                node.flag("new"),
                node.text("default"),
                from.isEmpty() ? List.of(name) : from,
                node.text("to"),
                node.text("value"),
                node.text("expression"),
                node.texts("takes"),
                node.map("enum-map"),
                node.children("enum-by", ColumnRules::by),
                node.flag("merge"),
                policy(node));
        node.done();
        var made = rules.value.isPresent() || rules.expression.isPresent();
        var shown = rules.type.map(PgType::kind).filter(k -> k == PgType.Kind.POINT || k == PgType.Kind.INTERVAL);
        if (made && shown.isPresent()) {
            throw node.wrong(
                    "type",
                    rules.type.orElseThrow(),
                    "a type whose values can be written; leave out value and expression");
        }
        var labels = rules.enumeration.map(EnumRule::labels).orElse(rules.renamed());
        var stray = rules.renamed().stream().filter(m -> !labels.contains(m)).findFirst();
        if (stray.isPresent()) {
            throw node.wrong("enum-map", "a map to " + stray.get(), "a map to members of the type");
        }
        rules.expression.ifPresent(e -> Expressions.complete(node));
        return rules;
    }

    private static DecidedBy by(Node node) {
        var by = new DecidedBy(
                node.key(),
                node.text("column").orElseThrow(() -> node.wrong("column", "missing", "the column that decides")),
                node.map("map"));
        node.done();
        return by;
    }

    /** Refuses a word that no policy knows. */
    private static Map<String, String> policy(Node node) {
        Policy.read(node.child("policy"));
        var policy = node.map("policy");
        if (policy.containsKey("collation")) {
            throw node.wrong("policy.collation", policy.get("collation"), "set for all keys, as policy.collation");
        }
        return policy;
    }

    private static Optional<PgType> plain(Node node, String key, String written) {
        return EnumRule.of(written).isPresent() ? Optional.empty() : Optional.of(type(node, key, written));
    }

    static PgType type(Node node, String key, String written) {
        try {
            var type = PgType.of(written);
            if (TYPES.matcher(type.sql()).matches()) {
                return type;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as a type that is known but has more to it.
        }
        throw UserException.usage("%s is %s, but must be a PostgreSQL type that Transfuse writes, for example text"
                .formatted(node.name(key), written));
    }
}

package io.transfuse.plan;

import io.transfuse.plan.Token.Kind;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads one SELECT of a source and says it in PostgreSQL's SQL. */
final class Selection {

    private static final Set<String> CLAUSES = Set.of(
            "on",
            "where",
            "group",
            "having",
            "order",
            "limit",
            "join",
            "left",
            "right",
            "inner",
            "cross",
            "union",
            "as",
            "using",
            "natural",
            "straight_join",
            "outer",
            // None of these is another name of the table before it, and views with them have no proposal.
            "full",
            "not",
            "indexed",
            "use",
            "force",
            "ignore",
            "partition",
            "for",
            "lateral",
            "tablesample",
            "window",
            "intersect",
            "except",
            "offset",
            "fetch");

    private final Map<String, Relation> tables;
    private final Map<String, Relation> scope = new LinkedHashMap<>();
    private final List<Token> tokens;
    private final boolean mysql;

    /**
     * A table as views may name it.
     *
     * @param sql its SQL
     * @param name its bare name
     * @param terms what its columns mean
     * @param everything the columns that {@code *} means, empty where the source's are not all there
     * @param beyondAscii whether a column of SQLite's holds letters whose case only PostgreSQL knows
     */
    record Relation(
            String sql,
            String name,
            List<Dialect.Term> terms,
            Optional<List<String>> everything,
            Predicate<String> beyondAscii) {}

    Selection(List<Token> tokens, Map<String, Relation> tables, boolean mysql) {
        this.tokens = tokens;
        this.tables = tables;
        this.mysql = mysql;
    }

    String sql() {
        var start = start();
        var from = from(start);
        var rest = expressions(tokens.subList(from + 1, tokens.size()));
        // Names of the list mean tables that only FROM tells.
        var relations = relations(rest);
        var items = expressions(tokens.subList(start, from));
        var sql = new StringBuilder("SELECT ").append(items.skip("distinct") ? "DISTINCT " : "");
        sql.append(items(items)).append("\nFROM ").append(relations);
        clause(rest, sql, "where", "\nWHERE ");
        if (rest.skip("group")) {
            rest.expect("by");
            sql.append("\nGROUP BY ").append(list(rest, false));
        }
        clause(rest, sql, "having", "\nHAVING ");
        if (rest.skip("order")) {
            rest.expect("by");
            sql.append("\nORDER BY ").append(list(rest, true));
        }
        end(rest);
        if (beyondAscii(Letters.folded(sql.toString()))) {
            throw new Unknown("case");
        }
        return sql.toString();
    }

    private boolean beyondAscii(List<String> folded) {
        return scope.entrySet().stream()
                .anyMatch(e -> e.getValue().terms().stream()
                        .filter(t -> folded.stream()
                                .anyMatch(f -> f.contains(
                                        Quote.identifier(e.getKey(), t.target().name()))))
                        .anyMatch(t -> e.getValue().beyondAscii().test(t.source())));
    }

    private static void end(Expressions rest) {
        if (rest.peek().kind() != Kind.END) {
            throw new Unknown(rest.peek().text());
        }
    }

    private static void clause(Expressions rest, StringBuilder sql, String word, String said) {
        if (rest.skip(word)) {
            sql.append(said).append(Comparisons.truth(rest.expression()).sql());
        }
    }

    /** Where the list of columns begins; SQLite keeps the whole statement. */
    private int start() {
        int at = 0;
        if (!tokens.isEmpty() && tokens.get(0).is("create")) {
            while (at < tokens.size() && !tokens.get(at).is("as")) {
                at++;
            }
            at++;
        }
        if (at >= tokens.size()
                || !tokens.get(at).is("select")
                || (at > 0 && tokens.get(at - 2).is(")"))) {
            throw new Unknown("select");
        }
        return at + 1;
    }

    private int from(int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).is("from")) {
                return i;
            }
        }
        throw new Unknown("from");
    }

    private Expressions expressions(List<Token> part) {
        return new Expressions(part, mysql, this::named);
    }

    private Optional<Phrase> named(List<String> path) {
        var column = path.get(path.size() - 1);
        var found = scope.entrySet().stream()
                .filter(e -> path.size() == 1 || e.getKey().equalsIgnoreCase(path.get(path.size() - 2)))
                .flatMap(e -> e.getValue().terms().stream()
                        .filter(t -> t.source().equalsIgnoreCase(column))
                        .map(t -> Dialect.column(
                                Quote.identifier(e.getKey(), t.target().name()), t)))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private String relations(Expressions rest) {
        var sql = new StringBuilder(relation(rest));
        while (true) {
            if (rest.skip(",")) {
                // SQLite joins from left to right also where there is a comma, which PostgreSQL joins last.
                sql.append(mysql ? ", " : "\n  CROSS JOIN ").append(relation(rest));
                continue;
            }
            var join = join(rest);
            if (join.isEmpty()) {
                return sql.toString();
            }
            sql.append(join.get()).append(relation(rest));
            if (rest.skip("on")) {
                sql.append(" ON ").append(Comparisons.truth(rest.expression()).sql());
            } else if (!join.get().contains("CROSS")) {
                throw new Unknown("join");
            }
        }
    }

    private static Optional<String> join(Expressions rest) {
        for (var side : List.of("left", "right")) {
            if (rest.skip(side)) {
                rest.skip("outer");
                rest.expect("join");
                return Optional.of("\n  " + side.toUpperCase(Locale.ROOT) + " JOIN ");
            }
        }
        if (rest.skip("cross")) {
            rest.expect("join");
            return Optional.of("\n  CROSS JOIN ");
        }
        if (rest.skip("inner")) {
            rest.expect("join");
            return Optional.of("\n  JOIN ");
        }
        return rest.skip("join") ? Optional.of("\n  JOIN ") : Optional.empty();
    }

    private String relation(Expressions rest) {
        if (rest.skip("(")) {
            var inner = relations(rest);
            rest.expect(")");
            return "(" + inner + ")";
        }
        var name = rest.next().text();
        while (rest.skip(".")) {
            name = rest.next().text();
        }
        var relation = tables.get(name.toLowerCase(Locale.ROOT));
        if (relation == null) {
            throw new Unknown(name);
        }
        var named = rest.skip("as") || isAlias(rest.peek());
        var alias = named ? rest.next().text() : name;
        if (scope.put(alias, relation) != null) {
            throw new Unknown(alias);
        }
        return relation.sql() + (alias.equals(relation.name()) ? "" : " AS " + Quote.identifier(alias));
    }

    private static boolean isAlias(Token token) {
        return token.kind() == Kind.NAME || (token.kind() == Kind.WORD && !CLAUSES.contains(token.lower()));
    }

    private String items(Expressions items) {
        var said = new ArrayList<String>();
        do {
            said.add(item(items));
        } while (items.skip(","));
        end(items);
        return String.join(",\n       ", said);
    }

    private String item(Expressions items) {
        if (items.skip("*")) {
            return everything();
        }
        var sql = items.expression().sql();
        var named = items.skip("as") || isAlias(items.peek());
        return named ? sql + " AS " + Quote.identifier(items.next().text()) : sql;
    }

    private String everything() {
        var all = new ArrayList<String>();
        scope.forEach((alias, relation) -> relation.everything()
                .orElseThrow(() -> new Unknown("*"))
                .forEach(c -> all.add(Quote.identifier(alias, c))));
        return String.join(", ", all);
    }

    private String list(Expressions rest, boolean ordered) {
        var dialect = new Dialect(mysql);
        var said = new ArrayList<String>();
        do {
            var phrase = rest.expression();
            var sql = ordered ? dialect.order(phrase) : dialect.group(phrase);
            var descending = ordered && rest.skip("desc");
            rest.skip("asc");
            said.add(sql + (descending ? " DESC" : ""));
        } while (rest.skip(","));
        return String.join(", ", said);
    }
}

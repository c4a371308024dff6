package io.transfuse.plan;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.types.Quote;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Proposes how PostgreSQL might write the views of a source; a view that is not understood to the end has none. */
record Views(Graph graph, Catalogue catalogue, List<Mapping> mappings) {

    /** All that is not carried, with proposals for simple views. */
    List<NotCarried> proposed() {
        var tables = tables();
        return catalogue.notCarried().stream()
                .map(o -> o.kind().equals("view")
                        ? new NotCarried(
                                o.kind(),
                                o.name(),
                                o.text(),
                                o.reason(),
                                proposal(o, tables).orElse(""))
                        : o)
                .toList();
    }

    /** What a view may read: tables that become one, of which all rows are theirs. */
    private Map<String, Selection.Relation> tables() {
        var tables = new HashMap<String, Selection.Relation>();
        for (var mapping : mappings) {
            var branch = mapping.branches().get(0);
            if (!mapping.split() && mapping.first() && !branch.shared()) {
                var terms = Dialect.terms(mapping.source(), branch.columns());
                tables.put(
                        mapping.source().name().toLowerCase(Locale.ROOT),
                        new Selection.Relation(
                                Quote.identifier(
                                        branch.target().schema(),
                                        branch.target().name()),
                                branch.target().name(),
                                terms,
                                whole(branch.columns(), terms)));
            }
        }
        return tables;
    }

    /** Whether each source column that the target has means one of its columns. */
    private static boolean whole(List<ColumnMapping> columns, List<Dialect.Term> terms) {
        var meant = terms.stream().map(Dialect.Term::source).collect(Collectors.toSet());
        return columns.stream().flatMap(c -> c.value().takes().stream()).allMatch(meant::contains);
    }

    private Optional<String> proposal(NotCarried view, Map<String, Selection.Relation> tables) {
        var mysql = graph.dialect().mysql();
        var name = Quote.identifier(
                graph.settings().namespace(), graph.settings().naming().of(view.name()));
        return Token.all(view.text(), mysql)
                .flatMap(tokens -> selected(tokens, tables, mysql))
                .map(sql -> "CREATE VIEW " + name + " AS\n" + sql);
    }

    private static Optional<String> selected(
            List<Token> tokens, Map<String, Selection.Relation> tables, boolean mysql) {
        try {
            return Optional.of(new Selection(tokens, tables, mysql).sql());
        } catch (Unknown e) {
            return Optional.empty();
        }
    }
}

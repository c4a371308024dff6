package io.transfuse.plan;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.Value;
import io.transfuse.types.MysqlType;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
                tables.put(
                        mapping.source().name().toLowerCase(Locale.ROOT),
                        new Selection.Relation(
                                Quote.identifier(
                                        branch.target().schema(),
                                        branch.target().name()),
                                branch.target().name(),
                                graph.dialect().terms(mapping.source(), branch.columns()).stream()
                                        .filter(t -> !sortedOtherwise(mapping.source(), t))
                                        .toList(),
                                everything(mapping.source(), branch.columns()),
                                column -> beyondAscii(mapping.source(), column)));
            }
        }
        return tables;
    }

    private boolean beyondAscii(Table table, String column) {
        return graph.named(table.name())
                .filter(e -> new Letters(graph, e).beyondAscii(column))
                .isPresent();
    }

    /** One column for each of the source's, in its order, and no other; a new key stands for the old one. */
    private static Optional<List<String>> everything(Table table, List<ColumnMapping> columns) {
        var all = new ArrayList<String>();
        for (var column : table.own().columns()) {
            var same = columns.stream()
                    .filter(c -> isSame(c.value(), column.name()))
                    .toList();
            if (same.size() != 1) {
                return Optional.empty();
            }
            all.add(same.get(0).target().name());
        }
        return Optional.of(all);
    }

    private static boolean isSame(Value value, String column) {
        var kept = value instanceof Value.Carry
                || value instanceof Value.Reference
                || (value instanceof Value.Key key && !key.further());
        return kept && value.takes().get(0).equalsIgnoreCase(column);
    }

    /** Whether its type has other members than the source's enumeration, or in another order; then no view names it. */
    private boolean sortedOtherwise(Table table, Dialect.Term term) {
        return graph.dialect().mysql()
                && term.target().type().kind() == PgType.Kind.ENUM
                && table.column(term.source())
                        .map(MysqlType::of)
                        .filter(t -> t.family() == MysqlType.Family.ENUM)
                        .filter(t -> !sorted(term.target().type(), t.members()))
                        .isPresent();
    }

    /** A wrong member, which MySQL sorts before all others, may be a member of the type. */
    private boolean sorted(PgType type, List<String> members) {
        var wrongFirst = Stream.concat(Stream.of(""), members.stream()).toList();
        return graph.enumerations().all().stream()
                .filter(e -> Quote.identifier(e.schema(), e.name()).equals(type.sql()))
                .anyMatch(e -> e.labels().equals(members) || e.labels().equals(wrongFirst));
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

package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at all tables before any is planned: what their rows hold, what they are called, what their keys become. */
record Survey(Settings settings, Source source, Notes notes) {

    Graph graph(Catalogue catalogue, List<Table> chosen, Map<String, TableRules> rules) {
        var spellings = new Spellings(settings.naming(), notes).of(chosen, rules);
        var profiles = Profiles.of(source, chosen, settings.engine());
        var entities = new LinkedHashMap<String, Entity>();
        for (var table : chosen) {
            var name = table.name();
            entities.put(
                    name,
                    Entity.of(
                            table,
                            wished(table, rules.getOrDefault(name, TableRules.none(name)), spellings.get(name)),
                            Objects.requireNonNull(profiles.get(name), name),
                            Objects.requireNonNull(spellings.get(name), name),
                            settings));
        }
        source.remarks().forEach(r -> notes.warn("", "", r));
        var graph = new Graph(
                settings,
                source,
                new Dialect(!catalogue.kind().equals("sqlite")),
                entities,
                notes,
                new Enumerations(settings.namespace(), names(entities)),
                Map.of());
        var followed =
                new Following(graph, new Questions(source, settings.engine().connections())).followed();
        return followed.typed(KeyTypes.of(followed));
    }

    /** The rules with one more for each column whose source type the user wants to become another. */
    private TableRules wished(Table table, TableRules rules, @Nullable Spelling spelling) {
        var types = rules.types().over(settings.types());
        var further = table.columns().stream()
                .filter(c -> !rules.drop().contains(c.name()) && !ruled(table, rules, c.name()))
                .flatMap(c -> types
                        .of(c.type())
                        .map(w -> ColumnRules.ofType(
                                w.key(), spelling == null ? c.name() : spelling.column(c.name()), c.name(), w.type()))
                        .stream())
                .toList();
        return rules.withColumns(further);
    }

    private static boolean ruled(Table table, TableRules rules, String column) {
        return Stream.concat(
                        rules.columns().stream(), rules.split().stream().flatMap(s -> s.rules().columns().stream()))
                .anyMatch(r -> Entity.source(table, r).equals(Optional.of(column)));
    }

    /** Tables, and the keys that they give their names to, keep these names. */
    private static Names names(Map<String, Entity> entities) {
        var names = new Names();
        for (var entity : entities.values()) {
            for (var branch : entity.branches()) {
                names.take(entity.target(branch));
                names.take(entity.target(branch) + "_pkey");
            }
        }
        return names;
    }
}

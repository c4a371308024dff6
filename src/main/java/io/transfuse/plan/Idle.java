package io.transfuse.plan;

import io.transfuse.config.Nearest;
import io.transfuse.config.Types;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Mapping;
import io.transfuse.model.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Warns of settings that would change columns, but find none. */
record Idle(Graph graph, Catalogue catalogue) {

    void warn(List<Mapping> mappings) {
        var settings = graph.settings();
        types("types", settings.types(), catalogue.tables());
        for (var rules : settings.tables()) {
            graph.named(rules.source()).ifPresent(e -> types(e.name(), rules.types(), List.of(e.table())));
        }
        settings.touch()
                .filter(name -> settings.system().equals("general"))
                .filter(name ->
                        branches(mappings).noneMatch(b -> b.target().touched().contains(name)))
                .ifPresent(name ->
                        graph.notes().warn("touch", "", "no trigger keeps " + name + ": " + reason(name, mappings)));
    }

    private String reason(String name, List<Mapping> mappings) {
        var names = branches(mappings)
                .flatMap(b -> b.target().columns().stream())
                .map(c -> c.name())
                .distinct()
                .toList();
        return names.contains(name)
                ? "where a table has that column, it is no timestamp"
                : "no table has that column" + nearest(name, names);
    }

    private static Stream<Mapping.Branch> branches(List<Mapping> mappings) {
        return mappings.stream().flatMap(m -> m.branches().stream());
    }

    private void types(String place, Types types, List<Table> tables) {
        var declared = tables.stream()
                .flatMap(t -> t.columns().stream())
                .map(Table.Column::type)
                .flatMap(t -> Stream.of(t, t.replaceFirst("\\(.*\\)", "")))
                .distinct()
                .toList();
        types.wishes().forEach((type, wish) -> {
            var alone = new Types(Map.of(type, wish));
            if (declared.stream().noneMatch(d -> alone.of(d).isPresent())) {
                graph.notes()
                        .warn(
                                place,
                                "",
                                wish.key() + " changes nothing: no column is declared so" + nearest(type, declared));
            }
        });
    }

    private static String nearest(String written, List<String> names) {
        return Nearest.meant(written, names).map(n -> "; nearest: " + n).orElse("");
    }
}

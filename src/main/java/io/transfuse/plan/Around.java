package io.transfuse.plan;

import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a table that is joined.
 *
 * @param source where rows come from
 * @param catalogue all of its tables
 * @param settings what the user asked for
 * @param notes what the reader of the plan should know
 * @param plain the tables that are carried, without what stands beside their columns
 */
record Around(Source source, Catalogue catalogue, Settings settings, Notes notes, List<Joins.Widened> plain) {

    /** A table that is carried, by the name that rules give it, with conditions over its own columns alone. */
    Optional<Joins.Widened> carried(String name) {
        return names(name).stream()
                .flatMap(n -> plain.stream().filter(w -> w.table().name().equalsIgnoreCase(n)))
                .findFirst()
                .map(w -> Joins.of(this, w));
    }

    /** The names that a table may have in the source. */
    List<String> names(String name) {
        return settings.tables().stream()
                .map(TableRules::names)
                .filter(n -> n.contains(name))
                .findFirst()
                .orElse(List.of(name));
    }
}

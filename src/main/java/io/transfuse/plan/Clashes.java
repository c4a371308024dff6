package io.transfuse.plan;

import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import io.transfuse.model.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses two things of one name, before a database does. */
record Clashes(Notes notes) {

    /** Columns that are read beside those of the source. */
    private static final Set<String> OF_THE_READER = Set.of("_position", "_findings");

    void refuse(List<Mapping> mappings) {
        for (var mapping : mappings) {
            sources(mapping);
            mapping.branches().forEach(b -> targets(mapping.source().name(), b));
        }
    }

    /** Two branches of one name: nobody could say which of them a row went to. */
    static void refuse(Entity entity, String schema) {
        var seen = new HashMap<String, String>();
        for (var split : entity.rules().split()) {
            var target = entity.target(entity.rules().overlaid(split.rules()));
            var before = seen.put(target, split.name());
            if (before != null) {
                var key = "tables." + entity.rules().source() + ".split.";
                throw UserException.usage("%s%s becomes %s.%s, but %s%s does already; give each a target of its own"
                        .formatted(key, split.name(), schema, target, key, before));
            }
        }
    }

    private void sources(Mapping mapping) {
        var answers = mapping.lookups().stream()
                .filter(Lookup::needed)
                .flatMap(l -> List.of(l.found(), l.branch(), l.spelling()).stream())
                .toList();
        mapping.source().columns().stream()
                .map(Table.Column::name)
                .filter(c -> OF_THE_READER.contains(c) || answers.contains(c))
                .forEach(c -> notes.block(
                        mapping.source().name(),
                        c,
                        "has the name of a column that Transfuse reads beside it; rename it in the source"));
    }

    private void targets(String source, Branch branch) {
        var seen = new HashMap<String, ColumnMapping>();
        for (var column : branch.columns()) {
            var name = column.target().name();
            var folded = name.toLowerCase(Locale.ROOT);
            var from = column.value().takes().isEmpty()
                    ? name
                    : column.value().takes().get(0);
            var way = "; give it another name: tables." + source + ".columns.<name> { from = " + from + " }";
            if (Spellings.OF_POSTGRESQL.contains(folded)) {
                notes.block(
                        source, from, "becomes " + name + ", a column that PostgreSQL gives every table itself" + way);
            }
            var before = seen.put(folded, column);
            if (before != null) {
                notes.block(source, from, "becomes " + name + ", but " + twice(source, column, before, way));
            }
        }
    }

    private static String twice(String source, ColumnMapping column, ColumnMapping before, String way) {
        var name = before.target().name();
        var carried = Stream.of(column, before).anyMatch(c -> c.value().equals(new Value.Carry(name)));
        var computed = Stream.of(column, before).anyMatch(c -> c.value() instanceof Value.Expression);
        return carried && computed && column.target().name().equals(name)
                ? "the column " + name + " is carried beside what is computed under its name; leave it out by tables."
                        + source + ".drop = [" + Unsaid.quoted(name) + "]"
                : "another column becomes " + name + " already, and the stage does not tell upper from lower case"
                        + way;
    }
}

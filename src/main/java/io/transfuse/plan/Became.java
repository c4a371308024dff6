package io.transfuse.plan;

import io.transfuse.config.JoinRules.Join;
import io.transfuse.config.Nearest;
import io.transfuse.config.TableRules;
import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.Alias;
import io.transfuse.model.Joined;
import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the row of a split table became that names a row of this one: the name of its branch, as a column beside the
 * table's own. Of several such rows the one counts whose branch is written first.
 *
 * @param around what else there is
 * @param table the table
 * @param rules its rules
 */
record Became(Around around, Table table, TableRules rules) {

    private static final int LONGEST = 63;

    private static final String ALIAS = "became";

    /** The column; empty where this source has nothing to decide by. */
    Optional<Table.Column> column(String name) {
        var join = rules.joined().became().stream()
                .filter(j -> j.alias().equals(name))
                .findFirst();
        if (join.isEmpty()) {
            around.notes()
                    .block(
                            table.name(),
                            "",
                            "became." + name + " is no name of tables." + rules.source()
                                    + ".became, but must be one; nearest: "
                                    + Nearest.of(
                                            name,
                                            rules.joined().became().stream()
                                                    .map(Join::alias)
                                                    .toList()));
            return Optional.empty();
        }
        return around.carried(join.get().table())
                .filter(w -> there(join.get(), w.table()))
                .flatMap(w -> column(join.get(), w))
                .or(() -> absent(join.get()));
    }

    /** What is known of such a column before it is read. */
    static OfColumn profile(Profile table) {
        return new OfColumn(Map.of(Storage.TEXT, table.rows()), Optional.empty(), Optional.empty(), LONGEST, Map.of());
    }

    private boolean there(Join join, Table other) {
        return table.column(join.own()).isPresent() && other.column(join.key()).isPresent();
    }

    private Optional<Table.Column> absent(Join join) {
        var text = key(join) + " names " + join.table() + "." + join.key() + " and " + join.own()
                + ", which are not carried from this source; became." + join.alias() + " is NULL";
        if (around.settings().shipped(rules.source()).isPresent()) {
            around.notes().info(table.name(), "", text);
        } else {
            around.notes().block(table.name(), "", text + ", but must name a table and columns that are carried");
        }
        return Optional.empty();
    }

    private String key(Join join) {
        return "tables." + rules.source() + ".became." + join.alias();
    }

    private Optional<Table.Column> column(Join join, Joins.Widened other) {
        var split = other.rules().split();
        var asks = split.stream().flatMap(s -> s.where().stream()).anyMatch(w -> w.contains(ALIAS + "."));
        if (split.isEmpty() || asks) {
            around.notes()
                    .block(
                            table.name(),
                            "",
                            key(join) + ".table is " + join.table()
                                    + ", but must be a table that is split by columns of its own or joined ones");
            return Optional.empty();
        }
        var own = table.column(join.own()).orElseThrow().name();
        var named = other.table().column(join.key()).orElseThrow().name();
        if (!indexed(other.table(), named)) {
            around.notes()
                    .warn(
                            table.name(),
                            own,
                            key(join) + " finds rows by " + other.table().name() + "." + named
                                    + ", which no index begins with, so that each row of " + table.name()
                                    + " reads all of them; an index in the source makes that fast");
        }
        var joined = new Joined(other.table().name(), named, own, named, false, Optional.of(sql(other, named, own)));
        return Optional.of(new Table.Column(
                ALIAS + "." + join.alias(),
                "varchar(" + LONGEST + ")",
                true,
                Optional.empty(),
                "",
                false,
                new Table.Nature("", "", false, false, "", Optional.of(joined))));
    }

    private static boolean indexed(Table other, String column) {
        var indexes = other.indexes().stream()
                .flatMap(i -> i.parts().stream().limit(1).map(Table.Part::column));
        var keys = Stream.concat(Stream.of(other.primaryKey()), other.uniques().stream())
                .flatMap(k -> k.stream().limit(1));
        return Stream.concat(indexes, keys).anyMatch(column::equalsIgnoreCase);
    }

    private String sql(Joins.Widened other, String named, String own) {
        var source = around.source();
        var split = other.rules().split();
        var conditions = split.stream().map(SplitRule::where).toList();
        var order = IntStream.rangeClosed(1, split.size()).mapToObj(String::valueOf);
        var left = other.rules().leaving().stream()
                .map(c -> " AND (" + over(c) + ") IS NOT TRUE")
                .collect(Collectors.joining());
        var words = split.stream().map(s -> source.literal(s.name())).toList();
        return "(SELECT " + chosen(conditions, words) + " FROM "
                + source.quoted(other.table().name()) + " " + ALIAS
                + " WHERE " + ALIAS + "." + source.quoted(named) + " = t." + source.quoted(own) + left + " ORDER BY "
                + chosen(conditions, order.toList()) + " LIMIT 1)";
    }

    private static String over(String condition) {
        return Alias.moved(condition, ALIAS);
    }

    /** The value that belongs to the first condition that holds; the one without a condition takes the rest. */
    private static String chosen(List<Optional<String>> conditions, List<String> values) {
        var cases = new StringBuilder("CASE");
        for (int i = 0; i < values.size(); i++) {
            if (conditions.get(i).isPresent()) {
                cases.append(" WHEN ")
                        .append(over(conditions.get(i).get()))
                        .append(" THEN ")
                        .append(values.get(i));
            }
        }
        var rest = conditions.indexOf(Optional.<String>empty());
        return cases + " ELSE " + values.get(rest) + " END";
    }
}

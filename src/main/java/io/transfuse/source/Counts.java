package io.transfuse.source;

import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Value;
import io.transfuse.source.Source.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts values of many expressions in one pass over the rows.
 *
 * @param atOnce how many one statement asks for
 * @param asked sends a statement with these items
 */
record Counts(int atOnce, Function<List<String>, Sql.Line> asked) {

    /** Columns of a branch that refer to rows which are all there. */
    static Stream<ColumnMapping> references(Branch branch) {
        return branch.columns().stream().filter(c -> c.value() instanceof Value.Reference r && r.whole());
    }

    /** Columns whose values stand for keys, each for another one. */
    static Stream<ColumnMapping> keys(Branch branch) {
        return Stream.concat(branch.columns().stream().filter(c -> c.value() instanceof Value.Key), references(branch));
    }

    /** How many different values each of the named expressions has. */
    Map<String, Long> distinct(SortedMap<String, String> expressions) {
        return counted("DISTINCT ", expressions);
    }

    /** How many values each of the named expressions has, and no sum of them. */
    Map<String, Measured> values(SortedMap<String, String> expressions) {
        var values = new HashMap<String, Measured>();
        counted("", expressions).forEach((name, count) -> values.put(name, new Measured(count, "", "", "")));
        return values;
    }

    private Map<String, Long> counted(String which, SortedMap<String, String> expressions) {
        var names = List.copyOf(expressions.keySet());
        var counts = new HashMap<String, Long>();
        for (int from = 0; from < names.size(); from += atOnce) {
            var some = names.subList(from, Math.min(from + atOnce, names.size()));
            var items = new ArrayList<String>();
            for (int i = 0; i < some.size(); i++) {
                items.add("COUNT(" + which + expressions.get(some.get(i)) + ") AS d" + i);
            }
            var line = asked.apply(items);
            for (int i = 0; i < some.size(); i++) {
                counts.put(some.get(i), line.number("d" + i));
            }
        }
        return counts;
    }
}

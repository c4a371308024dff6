package io.transfuse.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Counts the different values of many expressions in one pass over the rows. */
final class Distinct {

    private Distinct() {}

    /**
     * The counts by name.
     *
     * @param expressions what is counted, by name
     * @param atOnce how many one statement asks for
     * @param asked sends a statement with these items
     */
    static Map<String, Long> counted(
            SortedMap<String, String> expressions, int atOnce, Function<List<String>, Sql.Line> asked) {
        var names = List.copyOf(expressions.keySet());
        var counts = new HashMap<String, Long>();
        for (int from = 0; from < names.size(); from += atOnce) {
            var some = names.subList(from, Math.min(from + atOnce, names.size()));
            var items = new ArrayList<String>();
            for (int i = 0; i < some.size(); i++) {
                items.add("COUNT(DISTINCT " + expressions.get(some.get(i)) + ") AS d" + i);
            }
            var line = asked.apply(items);
            for (int i = 0; i < some.size(); i++) {
                counts.put(some.get(i), line.number("d" + i));
            }
        }
        return counts;
    }
}

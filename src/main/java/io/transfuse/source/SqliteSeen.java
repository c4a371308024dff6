package io.transfuse.source;

import io.transfuse.model.Storage;
import io.transfuse.source.Sql.Line;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a first look at a column's values tells, which costs little and spares most of what can be asked.
 *
 * @param classes values of each storage class
 * @param shortest ASCII letters that the shortest text could hold, 0 where there is none
 * @param longest the same of the longest
 */
record SqliteSeen(Map<Storage, Long> classes, long shortest, long longest) {

    static List<String> items(String name, String alias) {
        var items = new ArrayList<>(List.of("count(" + name + ") AS " + alias + "values"));
        for (var storage : List.of(Storage.INTEGER, Storage.REAL, Storage.TEXT)) {
            items.add("count(CASE WHEN typeof(" + name + ") = '" + word(storage) + "' THEN 1 END) AS " + alias
                    + word(storage));
        }
        var size = "CASE WHEN typeof(" + name + ") = 'text' THEN octet_length(" + name + ") END";
        items.add("min(" + size + ") AS " + alias + "shortest");
        items.add("max(" + size + ") AS " + alias + "longest");
        return items;
    }

    /** {@code bytes} is what an ASCII letter takes. */
    static SqliteSeen of(Line line, String alias, int bytes) {
        var classes = new EnumMap<Storage, Long>(Storage.class);
        var values = line.number(alias + "values");
        classes.put(Storage.NULL, line.number("n") - values);
        for (var storage : List.of(Storage.INTEGER, Storage.REAL, Storage.TEXT)) {
            var count = line.number(alias + word(storage));
            classes.put(storage, count);
            values -= count;
        }
        classes.put(Storage.BLOB, values);
        return new SqliteSeen(classes, line.number(alias + "shortest") / bytes, line.number(alias + "longest") / bytes);
    }

    /** What SQLite's {@code typeof} calls it. */
    private static String word(Storage storage) {
        return storage.name().toLowerCase(Locale.ROOT);
    }

    boolean has(Storage storage) {
        return classes.getOrDefault(storage, 0L) > 0;
    }

    boolean numbers() {
        return has(Storage.INTEGER) || has(Storage.REAL);
    }

    /** Whether a text may have as many letters. */
    boolean letters(int least, int most) {
        return has(Storage.TEXT) && shortest <= most && longest >= least;
    }
}

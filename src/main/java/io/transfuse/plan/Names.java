package io.transfuse.plan;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes names: one row of a table, and names that are unique in a schema. */
final class Names {

    static final int LONGEST = 63;
    private static final Map<String, String> IRREGULAR =
            Map.of("people", "person", "children", "child", "series", "series", "news", "news", "data", "data");

    private final Set<String> taken = new HashSet<>();

    /** What one row of a table is called: {@code cases} → {@code case}, {@code people} → {@code person}. */
    static String singular(String plural) {
        var at = plural.lastIndexOf('_') + 1;
        var word = plural.substring(at).toLowerCase(Locale.ROOT);
        return plural.substring(0, at) + IRREGULAR.getOrDefault(word, regular(word));
    }

    private static String regular(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".*(ss|x|ch|sh)es")) {
            return word.substring(0, word.length() - 2);
        }
        return word.length() > 2 && word.endsWith("s") && !word.matches(".*(ss|us|is)")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** The wanted name, or the first of {@code prefix_wanted}, {@code wanted_2}, … that nothing in the schema has. */
    String unique(String wanted, String prefix) {
        var name = shortened(wanted);
        if (taken.add(name)) {
            return name;
        }
        var longer = shortened(prefix + "_" + wanted);
        for (int i = 2; !taken.add(longer); i++) {
            var end = "_" + i;
            longer = shortened(wanted, LONGEST - end.length()) + end;
        }
        return longer;
    }

    /** Keeps a name from being given again. */
    void take(String name) {
        taken.add(name);
    }

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shortened(String name) {
        return shortened(name, LONGEST);
    }

    /** As many whole letters as fit: PostgreSQL counts bytes. */
    static String shortened(String name, int bytes) {
        var cut = name;
        while (bytes(cut) > bytes) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}

package io.transfuse.transform;

import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.translate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/** Words of a source that takes no notice of case, nor of blanks behind them; of letters those of ASCII alone. */
final class AnyCase {
    private static final String LARGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private AnyCase() {}

    /** Spark's own lower() begins with a second's work on the letters of all languages. */
    static Column of(Column text) {
        return rtrim(translate(text, LARGE, LARGE.toLowerCase(Locale.ROOT)));
    }

    /** The entries by such words; words that stand for two things are left out. */
    static Map<String, String> of(Map<String, String> entries) {
        var all = new TreeMap<String, String>();
        var doubtful = new HashSet<String>();
        entries.forEach((word, meaning) -> {
            var other = all.putIfAbsent(of(word), meaning);
            if (other != null && !other.equals(meaning)) {
                doubtful.add(of(word));
            }
        });
        all.keySet().removeAll(doubtful);
        return all;
    }

    private static String of(String word) {
        var made = new StringBuilder(word.stripTrailing());
        for (int i = 0; i < made.length(); i++) {
            var at = LARGE.indexOf(made.charAt(i));
            if (at >= 0) {
                made.setCharAt(i, Character.toLowerCase(made.charAt(i)));
            }
        }
        return made.toString();
    }
}

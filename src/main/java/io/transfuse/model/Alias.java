package io.transfuse.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions are written over alias {@code t}; where they are asked about other rows, these have another. */
public final class Alias {
    /** What stands in quotes is text, or a name that only looks like the alias. */
    private static final Pattern QUOTED_OR_OWN =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|`[^`]*`|\\b(t)\\.", Pattern.DOTALL);

    private Alias() {}

    /** The same SQL over another alias. */
    public static String moved(String sql, String alias) {
        return QUOTED_OR_OWN
                .matcher(sql)
                .replaceAll(m -> m.group(1) == null ? Matcher.quoteReplacement(m.group()) : alias + ".");
    }
}

package io.transfuse.types;

import java.util.regex.Pattern;

/** Lists of texts as PostgreSQL prints {@code text[]}. */
public final class TextList {

    /** What PostgreSQL puts in quotes: nothing, NULL as a word, and its own signs and white space. */
    private static final Pattern QUOTED = Pattern.compile("|(?i:null)|(?s).*[{},\"\\\\ \\t\\n\\r\\u000B\\f].*");

    private static final Pattern ESCAPED = Pattern.compile("[\"\\\\]");

    private TextList() {}

    /** Members with commas between them, as MySQL prints a SET; the empty text is the empty list. */
    public static String ofMembers(String members) {
        if (members.isEmpty()) {
            return "{}";
        }
        var list = new StringBuilder("{");
        for (var member : members.split(",", -1)) {
            list.append(list.length() > 1 ? "," : "").append(element(member));
        }
        return list.append('}').toString();
    }

    private static String element(String member) {
        return QUOTED.matcher(member).matches() ? '"' + ESCAPED.matcher(member).replaceAll("\\\\$0") + '"' : member;
    }
}

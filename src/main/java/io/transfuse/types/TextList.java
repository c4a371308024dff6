package io.transfuse.types;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Lists of texts as PostgreSQL prints {@code text[]}. */
public final class TextList {

    /** What PostgreSQL puts in quotes: nothing, NULL as a word, and its own signs and white space. */
    private static final Pattern QUOTED = Pattern.compile("|(?i:null)|(?s).*[{},\"\\\\ \\t\\n\\r\\u000B\\f].*");

    private static final Pattern ESCAPED = Pattern.compile("[\"\\\\]");

    private static final Collector<CharSequence, ?, String> LISTED = Collectors.joining(",", "{", "}");

    private TextList() {}

    /** Members with commas between them, as MySQL prints a SET; the empty text is the empty list. */
    public static String ofMembers(String members) {
        return members.isEmpty()
                ? "{}"
                : Arrays.stream(members.split(",", -1)).map(TextList::element).collect(LISTED);
    }

    /** Texts, of which those that are empty are NULL. */
    public static String of(List<Optional<String>> texts) {
        return texts.stream().map(t -> t.map(TextList::element).orElse("NULL")).collect(LISTED);
    }

    private static String element(String member) {
        return QUOTED.matcher(member).matches() ? '"' + ESCAPED.matcher(member).replaceAll("\\\\$0") + '"' : member;
    }
}

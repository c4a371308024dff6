package io.transfuse.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The definition of an index, taken apart at its first parentheses.
 *
 * @param before what stands before them, for example {@code USING btree}
 * @param terms its columns and expressions
 * @param after what follows, for example {@code WHERE email IS NOT NULL}
 */
record IndexText(String before, List<String> terms, String after) {

    IndexText {
        terms = List.copyOf(terms);
    }

    /** Empty where the parentheses do not close. */
    static Optional<IndexText> of(String definition) {
        var open = definition.indexOf('(');
        var terms = new ArrayList<String>();
        var depth = 0;
        var start = open + 1;
        for (var i = Math.max(open, 0); i < definition.length(); i++) {
            var letter = definition.charAt(i);
            if (letter == '\'' || letter == '"') {
                i = definition.indexOf(letter, i + 1);
                if (i < 0) {
                    return Optional.empty();
                }
            } else if (letter == '(') {
                depth++;
            } else if (letter == ',' && depth == 1) {
                terms.add(definition.substring(start, i).trim());
                start = i + 1;
            } else if (letter == ')' && --depth == 0) {
                terms.add(definition.substring(start, i).trim());
                return Optional.of(new IndexText(
                        definition.substring(0, open),
                        terms,
                        definition.substring(i + 1).trim()));
            }
        }
        return Optional.empty();
    }

    /** Whether one of the terms is this column. */
    boolean names(String quoted, String plain) {
        return values().stream().anyMatch(t -> t.equals(quoted) || t.equalsIgnoreCase(plain));
    }

    /** The terms without the order and the operators that only an index knows. */
    List<String> values() {
        return terms.stream()
                .map(t -> t.replaceAll("(?i)(\\s+(asc|desc|nulls\\s+(first|last)|\\w+_ops))+$", ""))
                .toList();
    }

    /** The condition of a partial index, empty where it holds all rows. */
    String where() {
        var at = after.toLowerCase(Locale.ROOT).indexOf("where ");
        return at < 0 ? "" : after.substring(at + "where ".length()).trim();
    }

    /** The definition with one more column. */
    String with(String term) {
        return before + "(" + String.join(", ", terms) + ", " + term + ")" + (after.isEmpty() ? "" : " " + after);
    }
}

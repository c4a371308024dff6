package io.transfuse.source;

import io.transfuse.source.Sql.Line;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expressions in the information schema of MySQL 8: it takes each byte of them for a letter of its own, so that the two
 * bytes of an ö are shown as two letters.
 */
final class TwiceEncoded {

    /** Letters that stand for bytes: in a literal of latin1, which has its own meaning for each, or anywhere else. */
    private static final Pattern BYTES = Pattern.compile("(\\b_latin1\\\\?'[^'\\\\]*)|[\\x{80}-\\x{ff}]+");

    /** What MySQL calls latin1. */
    private static final Charset LATIN = Charset.forName("windows-1252");

    private TwiceEncoded() {}

    /** Puts what was meant into a column of these lines. */
    static void mend(List<Line> lines, String column) {
        lines.stream().filter(l -> !l.isNull(column)).forEach(l -> l.values().put(column, meant(l.text(column))));
    }

    /** What was meant; a text with further letters is no row of bytes, and stays. */
    static String meant(String shown) {
        return shown.chars().allMatch(c -> c <= 0xff)
                ? BYTES.matcher(shown)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(m.group(1) == null ? together(m.group()) : each(m.group())))
                : shown;
    }

    /** Bytes that are no UTF-8 are letters already. */
    private static String together(String bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes(bytes)).toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    private static String each(String bytes) {
        return bytes.chars()
                .mapToObj(Character::toString)
                .map(c -> {
                    CharBuffer letter = LATIN.decode(bytes(c));
                    return letter.get(0) == '\ufffd' ? c : letter.toString();
                })
                .collect(Collectors.joining());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

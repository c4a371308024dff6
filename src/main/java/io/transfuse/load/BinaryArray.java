package io.transfuse.load;

import static io.transfuse.load.BinaryForms.require;

import org.apache.spark.unsafe.types.UTF8String;

/** Lists of text in binary, from the text that PostgreSQL prints for {@code text[]}. */
final class BinaryArray {
    /** The number of the type {@code text}, the same in every database. */
    static final int TEXT_OID = 25;

    private static final int NULL = -1;
    private static final String NULL_WORD = "null";
    private static final String LIST = "a list of texts";

    private final CopyBuffer out;
    private final UTF8String text;
    private int at = 1;
    private int nulls;

    private BinaryArray(CopyBuffer out, UTF8String text) {
        this.out = out;
        this.text = text;
    }

    static void put(CopyBuffer out, UTF8String text) throws NotInBinary {
        var last = text.numBytes() - 1;
        require(last > 0 && text.getByte(0) == '{' && text.getByte(last) == '}', LIST);
        var field = out.length();
        if (last == 1) {
            head(out, 0, 0);
        } else {
            new BinaryArray(out, text).list(last);
        }
        out.fill(field);
    }

    private static void head(CopyBuffer out, int dimensions, int nulls) {
        out.putInt4(dimensions);
        out.putInt4(nulls);
        out.putInt4(TEXT_OID);
    }

    private void list(int end) throws NotInBinary {
        var start = out.size();
        head(out, 1, 0);
        var size = out.size();
        out.putInt4(0);
        var firstIndex = 1;
        out.putInt4(firstIndex);
        var count = 0;
        do {
            element(end);
            count++;
        } while (at++ < end);
        out.putInt4At(start + Integer.BYTES, nulls > 0 ? 1 : 0);
        out.putInt4At(size, count);
    }

    /** Goes to the comma or the brace behind the element. */
    private void element(int end) throws NotInBinary {
        var first = at;
        var field = out.length();
        if (text.getByte(at) == '"') {
            at++;
            quoted(end);
            out.fill(field);
        } else {
            bare(end);
            if (isNull(first)) {
                out.backTo(field);
                out.putInt4(NULL);
                nulls++;
            } else {
                out.fill(field);
            }
        }
        require(at == end || text.getByte(at) == ',', LIST);
    }

    private void quoted(int end) throws NotInBinary {
        while (at < end && text.getByte(at) != '"') {
            if (text.getByte(at) == '\\') {
                at++;
            }
            require(at < end, LIST);
            out.putByte(text.getByte(at++));
        }
        require(at < end, LIST);
        at++;
    }

    private void bare(int end) throws NotInBinary {
        var first = at;
        while (at < end && text.getByte(at) != ',') {
            var letter = text.getByte(at++);
            // Blanks would be left out at the ends; braces are lists in lists.
            require((letter < 0 || letter > ' ') && "{}\"\\".indexOf(letter) < 0, LIST);
            out.putByte(letter);
        }
        require(at > first, LIST);
    }

    private boolean isNull(int first) {
        if (at - first != NULL_WORD.length()) {
            return false;
        }
        for (var i = 0; i < NULL_WORD.length(); i++) {
            if (Character.toLowerCase((char) text.getByte(first + i)) != NULL_WORD.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

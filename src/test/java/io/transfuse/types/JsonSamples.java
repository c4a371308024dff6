package io.transfuse.types;

import java.util.List;
import java.util.Random;

/** JSON texts, well-formed and not, that are hard to print alike in two programs. */
final class JsonSamples {
    // spotless:off
    static final List<String> ODDITIES = List.of(
            // numbers
            "0", "-0", "-0.0", "0.0", "0.00", "1.10", "-1.10", "100", "1e0", "1E2", "1e+2", "1.5e1", "1.50e1", "1.10e1", "1e-2",
            "1.5e-3", "-1.5e-3", "0e10", "0e-5", "0.0e-5", "-0e-5", "0.10e1", "0.001e2", "0.001e3", "0.001e5", "9007199254740993",
            "123456789012345678901234567890.123456789", "1E400", "1e-400", "1e131071", "1e131072", "10e131070", "10e131071",
            "0.1e131072", "0.1e131073", "1e-16383", "1e-16384", "0e-16383", "0e-16384", "0e131073", "0e200000", "1.0e-16382",
            "1.0e-16383", "1e99999999999", "1e-99999999999", "0e99999999999", "0e1073741823", "0e1073741824", "0e-99999999999",
            "0e-20000", "1." + "0".repeat(16383), "1." + "0".repeat(16384), "9".repeat(131072), "9".repeat(131073),
            "0." + "0".repeat(16382) + "1", "01", "-", "+1", ".5", "1.", "1e", "1e+", "1.e1", "-01", "--1", "1a", "1_000", "0x10",
            "NaN", "Infinity", "-Infinity", "1 2", "1,", "1ä",
            // literals, blanks, ends
            "true", "false", "null", "True", "nul", "nullx", "truefalse", "", " ", "\n", " 1 ", "\t\r\n1", "\u00a01", "\u000b1",
            "\f1", "\ufeff1", "\"a\"\"b\"", "{}{}", "[] ]", "[1]x", "// c\n1", "/* c */1", "1 // c", "'a'", "a",
            // strings
            "\"\"", "\"\\\"\"", "\"\\'\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u00e9\\u00E9\"", "\"\t\"", "\"\u0001\"",
            "\"\u007f\"", "\"\n\"", "\"abc", "\"\\", "\"\\\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"",
            "\"\\ud83d\\n\"", "\"\\ud83d\\ud83d\\ude00\"", "\"\\ude00\\ud83d\"", "\"\\u0000\"", "\"\\u0001\\u001f\"",
            "\"\\\\u0000\"", "\"\ufffe\uffff\"", "\"\\ufffe\\uffff\"", "\"\ufeff\"",
            // objects and arrays
            "{}", "[]", "[[]]", "[{}]", "{\"a\":{}}", "[1,2]", "[1 , [2,3] ,{\"a\":null}]", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}",
            "{,}", "{a:1}", "{'a':1}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{1:2}", "{null:2}", "{\"a\":1 \"b\":2}", "[", "]",
            "{", "}", "[}", "{]", "{\"a\":[}", "{\"b\":1,\"a\":2}", "{\"aa\":1,\"b\":2}", "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"b\":{},\"a\":{\"y\":1,\"x\":[]}}", "{\"a\":1,\"\\u0061\":2}", "{\"\":1}",
            "{\"\uffee\":1,\"😀\":2,\"zzz\":3,\"zzzz\":4}", "{\"ä\":1,\"zz\":2,\"z\":3}", "{\"\\u0000\":1}", "{\"\\ud800\":1}",
            "{\"a\":1,\"a\":\"\\u0000\"}", "{\"a\":\"\\u0000\",\"a\":1}",
            "{\"b\":1,\"c\":2,\"a\":[{\"z\":1,\"y\":{\"q\":1,\"p\":2}},3]}");
    // spotless:on
    private static final String[] KEYS = {
        "a", "b", "aa", "ab", "B", "", "ä", "é", "zz", "😀", "\uffee", "a\\u0062", "\\ud83d\\ude00", "long key", "\\n"
    };
    private static final String[] STRINGS = {
        "",
        "x",
        "ü",
        "日本",
        "😀",
        "\\\"",
        "\\\\",
        "\\/",
        "/",
        "\\b\\f\\n\\r\\t",
        "\\u0001",
        "\\u001F",
        "\\u007f",
        "\u007f",
        "\\u00e9",
        "\\uFFFF",
        "\\ud83D\\uDE00",
        "\\u2028",
        "\u2028",
        "N",
        "null"
    };
    private static final String NOISE = "{}[]:,\"\\ \n\t01.eE+-tfnu\u0001\u00a0";

    private JsonSamples() {}

    static String document(Random random, int depth) {
        var kind = random.nextInt(depth == 0 ? 3 : 7);
        return blank(random)
                + switch (kind) {
                    case 0 -> List.of("true", "false", "null").get(random.nextInt(3));
                    case 1 -> number(random);
                    case 2 -> string(random, STRINGS);
                    case 3, 4 -> array(random, depth);
                    default -> object(random, depth);
                }
                + blank(random);
    }

    /** The document with some characters taken out, put in or cut off. */
    static String broken(Random random, String document) {
        var text = new StringBuilder(document);
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(at);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1));
                default -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
            }
        }
        return wellFormed(text) ? text.toString() : document;
    }

    /** Whether the text can be sent to a server at all; a pair of surrogates may have been torn apart. */
    private static boolean wellFormed(StringBuilder text) {
        return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private static String number(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(3) == 0 ? "0" : "" + (1 + random.nextInt(9)) + digits(random, random.nextInt(30)));
        if (random.nextBoolean()) {
            text.append('.').append(digits(random, 1 + random.nextInt(20)));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? "e" : "E");
            text.append(List.of("", "+", "-").get(random.nextInt(3))).append(random.nextInt(60));
        }
        return text.toString();
    }

    private static String digits(Random random, int count) {
        var zeros = random.nextInt(4) == 0;
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(zeros ? 0 : random.nextInt(10));
        }
        return text.toString();
    }

    private static String string(Random random, String[] parts) {
        var text = new StringBuilder("\"");
        for (var i = random.nextInt(4); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.append('"').toString();
    }

    private static String array(Random random, int depth) {
        var text = new StringBuilder("[");
        for (var i = random.nextInt(4); i > 0; i--) {
            text.append(document(random, depth - 1)).append(i > 1 ? "," : "");
        }
        return text.append(']').toString();
    }

    private static String object(Random random, int depth) {
        var text = new StringBuilder("{");
        for (var i = random.nextInt(6); i > 0; i--) {
            text.append(blank(random))
                    .append(string(random, KEYS))
                    .append(blank(random))
                    .append(':');
            text.append(document(random, depth - 1)).append(i > 1 ? "," : "");
        }
        return text.append('}').toString();
    }

    private static String blank(Random random) {
        return List.of("", "", "", " ", "\n", "\t ", "\r\n").get(random.nextInt(7));
    }
}

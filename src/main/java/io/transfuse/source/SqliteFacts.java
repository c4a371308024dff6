package io.transfuse.source;

import io.transfuse.model.Storage;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Named counts: how many values of a column fulfil a condition.
 *
 * @param sql true for such a value; {@code {}} stands for the column, {@code <bytes>} for what an ASCII letter takes.
 *     What is cheap to see is asked first: only {@code CASE} promises that the rest is not looked at then
 * @param asked whether there can be such values
 */
record SqliteFacts(String name, String sql, Predicate<SqliteSeen> asked) {

    /** Julian days of the years 1 to 9999. */
    static final String JULIAN = "{} BETWEEN 1721425.5 AND 5373484.5";

    private static final int UUID = 36;
    private static final int UUID_BARE = 32;
    private static final int BRACES = 2;
    private static final int DATE = 10;
    private static final int LONGEST_BOOLEAN = 5;

    /** A UUID with dashes in their usual places, or with none. */
    private static final String DIGITS =
            "length(unhex(#, '-')) = 16 AND (octet_length(#) = 32 * <bytes> OR # GLOB '????????-????-????-????-????????????')";

    /** Fractions of a second that microseconds do not hold. */
    /**
     * What may hold bytes of other letters: SQLite reads bytes that are none as some letter too. Calls of Java are
     * dear.
     */
    private static final String BEYOND_ASCII =
            "(length({}) <> octet_length({}) OR {} GLOB '*[^' || char(1) || '-' || char(127) || ']*')";

    private static final List<String> FINER = IntStream.rangeClosed(6, 8)
            .mapToObj(n -> "[0-9]".repeat(n) + "[1-9]")
            .toList();

    static final List<SqliteFacts> ALL = List.of(
            new SqliteFacts(
                    "boolean",
                    "CASE typeof({}) WHEN 'text' THEN CASE WHEN octet_length({}) <= 5 * <bytes> THEN lower({}) IN"
                            + " ('true','false','t','f','y','n','yes','no','0','1') END"
                            + " WHEN 'blob' THEN 0 ELSE {} IN (0, 1) END",
                    s -> s.numbers() || s.letters(1, LONGEST_BOOLEAN)),
            new SqliteFacts(
                    "iso-date",
                    text("octet_length({}) BETWEEN 10 * <bytes> AND 11 * <bytes>", "date({}) = {}"),
                    s -> s.letters(DATE, DATE + 1)),
            new SqliteFacts(
                    "moment",
                    "CASE typeof({}) WHEN 'text' THEN CASE WHEN {} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"
                            + " THEN julianday({}) IS NOT NULL AND date(substr({}, 1, 10)) = substr({}, 1, 10)"
                            + FINER.stream()
                                    .map(f -> " AND NOT {} GLOB '*." + f + "*'")
                                    .collect(Collectors.joining())
                            + " END"
                            + " WHEN 'blob' THEN 0 ELSE {} > 0 AND {} < 253402300800000 END",
                    s -> s.numbers() || s.letters(DATE, Integer.MAX_VALUE)),
            new SqliteFacts(
                    "julian", "CASE WHEN typeof({}) = 'real' THEN " + JULIAN + " END", s -> s.has(Storage.REAL)),
            new SqliteFacts(
                    "infinite", "CASE WHEN typeof({}) = 'real' THEN abs({}) = 9e999 END", s -> s.has(Storage.REAL)),
            new SqliteFacts(
                    "uuid",
                    "CASE WHEN typeof({}) = 'text' THEN CASE WHEN octet_length({}) IN (32 * <bytes>, 36 * <bytes>) THEN "
                            + DIGITS.replace("#", "{}")
                            + " WHEN octet_length({}) IN (34 * <bytes>, 38 * <bytes>) AND {} GLOB '{*}' THEN "
                            + DIGITS.replace("#", "substr({}, 2, length({}) - 2)") + " END END",
                    s -> s.letters(UUID_BARE, UUID + BRACES)),
            new SqliteFacts(
                    "json",
                    text("instr('{[\"-0123456789tfn' || char(9, 10, 13, 32), substr({}, 1, 1)) > 0", "json_valid({})"),
                    s -> s.letters(1, Integer.MAX_VALUE)),
            // A length ends at a NUL.
            new SqliteFacts(
                    "nul",
                    text("length({}) * <bytes> <> octet_length({})", "instr({}, char(0)) > 0"),
                    s -> s.letters(1, Integer.MAX_VALUE)),
            // In UTF-16 anything is letters to SQLite.
            new SqliteFacts(
                    "invalid-utf8",
                    text("<bytes> = 1 AND " + BEYOND_ASCII, InvalidUtf8.NAME + "({})"),
                    s -> s.letters(1, Integer.MAX_VALUE)),
            new SqliteFacts("empty", text("octet_length({}) = 0", "1"), s -> s.letters(0, 0)));

    private static String text(String cheap, String sure) {
        return "CASE WHEN typeof({}) = 'text' THEN CASE WHEN " + cheap + " THEN " + sure + " END END";
    }

    String item(String column, String alias, int bytes) {
        return "coalesce(sum(" + sql.replace("{}", column).replace("<bytes>", String.valueOf(bytes)) + "), 0) AS "
                + SqliteReads.quoted(alias + name);
    }
}

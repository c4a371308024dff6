package io.transfuse.source;

import io.transfuse.model.Table;
import io.transfuse.types.Mojibake;
import io.transfuse.types.MysqlType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The conditions that are counted over one column: only those that its type can fulfil. */
record MysqlFacts(Table.Column column) {

    private static final int SHORTEST_UUID = 32;
    private static final int LONGEST_FOR_UUID = 255;
    /** As long as digests are, which only a version tells from UUIDs. */
    private static final int DIGITS_ALONE = 32;

    /** The first days of the calendar, of a year 0 that PostgreSQL does not have. */
    private static final int YEAR_ZERO = 365;

    private static final String GROUPS = "([0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}";
    /** The usual spelling, whose pattern costs the server a third of the general one. */
    private static final String USUAL = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

    /** Where its dashes are; the few texts that have them elsewhere are looked at closely. */
    private static final String DASHES = "________-____-____-____-____________";

    /** Every spelling that PostgreSQL takes. */
    private static final String UUID = "^(" + GROUPS + "|[{]" + GROUPS + "[}])$";

    /** The same with a version and a variant that are in use. */
    private static final String VERSIONED = UUID.replace(
            GROUPS,
            "([0-9a-fA-F]{4}-?){3}[1-8][0-9a-fA-F]{3}-?[89abAB][0-9a-fA-F]{3}-?([0-9a-fA-F]{4}-?){2}[0-9a-fA-F]{4}");

    /**
     * By name, over alias {@code t}. Each costs the server a look at each row, so none is here that nobody asks for.
     */
    Map<String, String> sql() {
        var type = MysqlType.of(column);
        var name = "t." + MysqlReads.quoted(column.name());
        var facts = new LinkedHashMap<String, String>();
        switch (type.family()) {
            case INTEGER -> {
                if (type.written().startsWith("tinyint(1)")) {
                    facts.put("beyond-boolean", name + " NOT IN (0, 1)");
                }
            }
            case UNSIGNED_LONG -> facts.put("beyond-long", name + " > 9223372036854775807");
            case DATE, DATETIME, TIMESTAMP ->
                // A date with a zero month or day has no number.
                facts.put(
                        "zero-date",
                        "%1$s IS NOT NULL AND IFNULL(TO_DAYS(%1$s), 0) <= %2$d".formatted(name, YEAR_ZERO));
            case TIME ->
                facts.put(
                        "outside-day",
                        "%1$s < CAST('00:00:00' AS TIME) OR %1$s >= CAST('24:00:00' AS TIME)".formatted(name));
            case TEXT -> text(type, facts);
            case ENUM -> {
                var wrong = "(" + name + " + 0) = 0";
                // Where the empty text is a member, a wrong one reads the same, and only its number tells them apart.
                if (type.members().contains("")) {
                    facts.put("empty-member", name + " = ''");
                    facts.put("wrong-member", wrong);
                } else {
                    facts.put("enum-zero", wrong);
                }
            }
            case SPACE -> facts.put("srid", "ST_SRID(" + name + ") <> 0");
            case BIT -> {
                if (type.length() > 1) {
                    facts.put("beyond-boolean", name + " + 0 > 1");
                }
            }
            case YEAR, DECIMAL, FLOATING, SET, JSON, WORD, BINARY, UNKNOWN -> {
                // Every value of these is what it is declared.
            }
        }
        return facts;
    }

    private void text(MysqlType type, Map<String, String> facts) {
        var value = new MysqlValue(column, "t");
        var name = value.name();
        var letters = column.nature().charset().equals("utf8mb4") ? name : "CONVERT(" + name + " USING utf8mb4)";
        facts.put("nul", "LOCATE(X'00', " + value.bytes() + ") > 0");
        facts.put(
                "double-encoded",
                // Every letter that the pattern begins with has this byte in UTF-8, most texts do not.
                "LOCATE(X'C3', %1$s) > 0 AND %2$s COLLATE utf8mb4_bin REGEXP '%3$s'"
                        .formatted(value.bytes(), letters, Mojibake.PATTERN));
        if (!value.invalid().equals("FALSE")) {
            facts.put("invalid-text", value.invalid());
        }
        if (type.shortText() && type.length() >= SHORTEST_UUID && type.length() <= LONGEST_FOR_UUID) {
            var matches = letters + " COLLATE utf8mb4_bin REGEXP ";
            var likely = value.length() + " BETWEEN 32 AND 41 AND ";
            facts.put("uuid", likely + "(" + matches + "'" + USUAL + "' OR " + matches + "'" + UUID + "')");
            facts.put(
                    "uuid-otherwise",
                    likely + "NOT " + letters + " LIKE '" + DASHES + "' AND " + matches + "'" + UUID + "'");
            if (type.length() == DIGITS_ALONE) {
                facts.put("uuid-version", likely + matches + "'" + VERSIONED + "'");
            }
        }
        if (!type.shortText()) {
            facts.put("json", "JSON_VALID(" + letters + ")");
        }
    }
}

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
    private static final int SHORTEST_FOR_JSON = 100;

    private static final String GROUPS = "([0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}";
    /** Every spelling that PostgreSQL takes. */
    private static final String UUID = "^(" + GROUPS + "|[{]" + GROUPS + "[}])$";

    /** The same with a version and a variant that are in use. */
    private static final String VERSIONED = UUID.replace(
            GROUPS,
            "([0-9a-fA-F]{4}-?){3}[1-8][0-9a-fA-F]{3}-?[89abAB][0-9a-fA-F]{3}-?([0-9a-fA-F]{4}-?){2}[0-9a-fA-F]{4}");

    /** By name, over alias {@code t}. */
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
                facts.put("zero-date", "YEAR(%1$s) = 0 OR MONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) = 0".formatted(name));
            case TIME ->
                facts.put(
                        "outside-day",
                        "%1$s < CAST('00:00:00' AS TIME) OR %1$s >= CAST('24:00:00' AS TIME)".formatted(name));
            case TEXT -> text(type, facts);
            case ENUM -> {
                // Where the empty text is a member, nobody can tell the two apart.
                if (!type.members().contains("")) {
                    facts.put("enum-zero", "(" + name + " + 0) = 0");
                }
            }
            case JSON -> facts.put("json", "JSON_VALID(" + name + ")");
            case SPACE -> facts.put("srid", "ST_SRID(" + name + ") <> 0");
            case BIT, YEAR, DECIMAL, FLOATING, SET, WORD, BINARY, UNKNOWN -> {
                // Every value of these is what it is declared.
            }
        }
        return facts;
    }

    private void text(MysqlType type, Map<String, String> facts) {
        var value = new MysqlValue(column, "t");
        var name = value.name();
        var letters = column.nature().charset().equals("utf8mb4") ? name : "CONVERT(" + name + " USING utf8mb4)";
        facts.put("empty", "LENGTH(" + name + ") = 0");
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
            var likely = "CHAR_LENGTH(" + name + ") BETWEEN 32 AND 41 AND " + letters + " COLLATE utf8mb4_bin REGEXP ";
            facts.put("uuid", likely + "'" + UUID + "'");
            facts.put("uuid-version", likely + "'" + VERSIONED + "'");
        }
        if (!type.shortText() || type.length() >= SHORTEST_FOR_JSON) {
            facts.put("json", "JSON_VALID(" + letters + ")");
        }
    }
}

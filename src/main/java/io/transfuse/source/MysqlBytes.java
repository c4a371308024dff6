package io.transfuse.source;

import io.transfuse.source.Sql.Line;
import io.transfuse.types.MysqlType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Defaults of bytes: MySQL's information schema ends them at the first zero, the table's own text does not. */
record MysqlBytes(Connection connection) {

    private static final String DEFAULT = "` (?:var)?binary\\(\\d+\\)(?: NOT NULL)?(?: /\\*.*?\\*/)? DEFAULT "
            + "(?:0x(\\p{XDigit}*)|('(?:[^'\\\\]|\\\\.|'')*'))";

    /** Puts the whole default into a column of bytes that has a constant one. */
    void complete(Line column) {
        if (column.text("type").matches("(var)?binary\\(.*")
                && column.text("given").startsWith("0x")
                && !MysqlColumns.computed(column)) {
            whole(column).ifPresent(hex -> column.values().put("given", "0x" + hex));
        }
    }

    private Optional<String> whole(Line column) {
        var text = Sql.row(connection, "SHOW CREATE TABLE " + MysqlReads.quoted(column.text("tbl")))
                .text("Create Table");
        var name = column.text("name").replace("`", "``");
        var matcher =
                Pattern.compile("(?m)^  `" + Pattern.quote(name) + DEFAULT).matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(matcher.group(1)).or(() -> Optional.of(hex(MysqlText.standard(matcher.group(2)))));
    }

    /** Bytes, written as hexadecimal digits or as a text in SQL, with zeros to the end of a BINARY(n). */
    static String literal(String written, MysqlType type) {
        var hex = written.startsWith("0x") ? written.substring(2) : hex(written);
        var missing = type.written().startsWith("binary") ? 2 * (int) type.length() - hex.length() : 0;
        return "X'" + hex + "0".repeat(Math.max(0, missing)) + "'";
    }

    private static String hex(String quoted) {
        var text = quoted.substring(1, quoted.length() - 1).replace("''", "'");
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a default in SQL is a text whose bytes are known: MariaDB shows a question mark for what is no letter.
     */
    static boolean plain(String text) {
        return text.matches("(?s)'([^'?]|'')*'") && text.chars().allMatch(c -> c < 0x80);
    }
}

package io.transfuse.source;

import io.transfuse.model.Form;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;
import java.util.Set;

/** How one column is read without loss, as SQL over an alias. */
record MysqlValue(Table.Column column, String alias) {

    /** Character sets whose bytes are UTF-8 already; no function touches them, so that no length limits them. */
    private static final Set<String> UTF8 = Set.of("", "utf8mb4", "utf8mb3", "utf8", "ascii");

    private static final Set<String> ALL_BYTES = Set.of("", "utf8mb4", "utf8mb3", "utf8", "latin1");

    String name() {
        return column.nature()
                .joined()
                .map(j -> j.sql(alias, MysqlReads::quoted))
                .orElseGet(() -> alias + "." + MysqlReads.quoted(column.name()));
    }

    private MysqlType type() {
        return MysqlType.of(column);
    }

    private boolean utf8() {
        return UTF8.contains(column.nature().charset());
    }

    /** The column in a form that Spark reads: a number, a double, or bytes. */
    String read(Form form, boolean invalid) {
        return switch (form) {
            case LONG -> type().family() == MysqlType.Family.YEAR ? "CAST(" + name() + " AS SIGNED)" : number();
            case SINGLE, DOUBLE -> real();
            case TEXT, BYTES, MIXED -> invalid ? marked() : wire();
        };
    }

    private String real() {
        return real(name());
    }

    /** All digits of a float, and the sign of its zero; MySQL 5 has no CAST for that. */
    static String real(String number) {
        return "(" + number + " * 1e0)";
    }

    /** The column as the number that it is: bits alone would be bytes, and some numbers are shown with zeros before. */
    String number() {
        return type().family() == MysqlType.Family.BIT || MysqlType.padded(column) ? "(" + name() + " + 0)" : name();
    }

    /** Letters in UTF-8 go over the wire as they are, and so does what the server prints in digits. */
    private String wire() {
        return switch (type().family()) {
            case TEXT, ENUM, SET, JSON -> utf8() ? name() : bytes();
            case DECIMAL -> number();
            case BINARY, DATE, DATETIME, TIMESTAMP, TIME -> name();
            case INTEGER, UNSIGNED_LONG, YEAR, FLOATING, BIT, WORD, SPACE, UNKNOWN -> bytes();
        };
    }

    /** Bytes that their character set does not know arrive behind a byte that no UTF-8 has. */
    private String marked() {
        return "CASE WHEN " + invalid() + " THEN CONCAT(X'FF', CAST(" + name() + " AS BINARY)) ELSE " + bytes()
                + " END";
    }

    /** Whether a value cannot be written in UTF-8 and back, FALSE where every one can. */
    String invalid() {
        var charset = column.nature().charset();
        return ALL_BYTES.contains(charset)
                ? "FALSE"
                : "CAST(CONVERT(CONVERT(" + name() + " USING utf8mb4) USING " + charset + ") AS BINARY) <> CAST("
                        + name() + " AS BINARY)";
    }

    /** The bytes that arrive. */
    String bytes() {
        return switch (type().family()) {
            case BINARY -> name();
            case UNKNOWN -> "CAST(" + name() + " AS BINARY)";
            // Behind the SRID; a function would swap the axes of geographic shapes.
            case SPACE -> "SUBSTRING(" + name() + ", 5)";
            case TEXT -> "CAST(" + (utf8() ? name() : text()) + " AS BINARY)";
            default -> "CAST(" + text() + " AS BINARY)";
        };
    }

    /** How many bytes of text arrive; a copy of them is not made to be measured. */
    String size() {
        return "LENGTH(" + (type().family() == MysqlType.Family.TEXT && utf8() ? name() : text()) + ")";
    }

    /** At least as much as there are letters, and as much where all are of ASCII. */
    String length() {
        return (utf8() ? "LENGTH(" : "CHAR_LENGTH(") + name() + ")";
    }

    /** Whether its text is what arrives of it, and not only what the server prints. */
    boolean textual() {
        return switch (type().family()) {
            case BINARY, UNKNOWN, SPACE, FLOATING -> false;
            default -> true;
        };
    }

    /** The text that arrives; digits of two where it is bytes. */
    String text() {
        return switch (type().family()) {
            case TEXT, ENUM, SET, JSON -> "CONVERT(" + name() + " USING utf8mb4)";
            case FLOATING -> "CAST(" + real() + " AS CHAR)";
            case BIT ->
                type().length() > 1
                        ? "LPAD(BIN(" + number() + "), " + type().length() + ", '0')"
                        : "CAST(" + number() + " AS CHAR)";
            case BINARY, UNKNOWN -> "HEX(" + name() + ")";
            case SPACE -> "HEX(SUBSTRING(" + name() + ", 5))";
            case INTEGER, UNSIGNED_LONG, YEAR, DECIMAL -> "CAST(" + number() + " AS CHAR)";
            case DATE, DATETIME, TIMESTAMP, TIME, WORD -> "CAST(" + name() + " AS CHAR)";
        };
    }
}

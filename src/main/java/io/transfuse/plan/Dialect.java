package io.transfuse.plan;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Carries small pieces of the source's SQL over, where both sides read them alike; what it does not know is listed. */
final class Dialect {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|'(?:[^']|'')*'|\"[^\"]+\"|[A-Za-z_][A-Za-z0-9_]*|\\d+(?:\\.\\d+)?|<=|>=|<>|!=|==|[=<>(),+*/-]");
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "in", "between", "is", "null", "length", "lower", "upper", "coalesce", "abs");
    private static final Set<PgType.Kind> PLAIN = Set.of(
            PgType.Kind.SMALLINT,
            PgType.Kind.INTEGER,
            PgType.Kind.BIGINT,
            PgType.Kind.NUMERIC,
            PgType.Kind.DOUBLE,
            PgType.Kind.TEXT);
    private static final Pattern NOW = Pattern.compile(
            "(?i)\\(*(current_timestamp|(datetime|strftime)\\(('%Y-%m-%d[ T]%H:%M:%[SfZ]*',\\s*)?'now'(,\\s*'utc')?\\))\\)*");
    private static final Pattern NUMBER = Pattern.compile("\\(*([+-]?\\d+(\\.\\d+)?)\\)*");
    private static final Pattern TEXT = Pattern.compile("(?s)\\(*('(?:[^']|'')*'|\"[^\"']*\")\\)*");

    private Dialect() {}

    /** A condition over columns, or empty where a word, function or type of it is not the same in PostgreSQL. */
    static Optional<String> condition(String sql, List<TargetColumn> columns) {
        var carried = new StringBuilder();
        var matcher = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            var token = word(matcher.group(), columns);
            if (token.isEmpty()) {
                return Optional.empty();
            }
            carried.append(token.get());
            at = matcher.end();
        }
        return Optional.of(carried.toString().replaceAll("\\s+", " ").trim());
    }

    private static Optional<String> word(String token, List<TargetColumn> columns) {
        if (!token.matches("(?s)[A-Za-z_\"].*")) {
            return Optional.of(token.equals("==") ? "=" : token);
        }
        if (WORDS.contains(token.toLowerCase(Locale.ROOT)) && !token.startsWith("\"")) {
            return Optional.of(token);
        }
        var name = token.replace("\"", "");
        return columns.stream()
                .filter(c -> c.name().equalsIgnoreCase(name)
                        && PLAIN.contains(c.type().kind()))
                .map(TargetColumn::name)
                .filter(n -> n.matches("[a-z_][a-z0-9_]*"))
                .findFirst();
    }

    /** A column's default in PostgreSQL's SQL, or empty where it is not understood. */
    static Optional<String> defaultFor(String sql, PgType type) {
        var text = sql.trim();
        var moment = Set.of(PgType.Kind.TIMESTAMP, PgType.Kind.TIMESTAMPTZ).contains(type.kind());
        if (NOW.matcher(text).matches()) {
            return moment ? Optional.of("CURRENT_TIMESTAMP") : Optional.empty();
        }
        var number = NUMBER.matcher(text);
        if (number.matches()) {
            return switch (type.kind()) {
                case BOOLEAN -> Optional.of(number.group(1).matches("[+-]?0+") ? "false" : "true");
                case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> Optional.of(number.group(1));
                case TEXT -> Optional.of("'" + number.group(1) + "'");
                default -> Optional.empty();
            };
        }
        var literal = TEXT.matcher(text);
        return literal.matches() && type.kind() == PgType.Kind.TEXT
                ? Optional.of(
                        "'" + literal.group(1).substring(1, literal.group(1).length() - 1) + "'")
                : Optional.empty();
    }
}

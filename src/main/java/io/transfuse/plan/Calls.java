package io.transfuse.plan;

import io.transfuse.plan.Phrase.Shape;
import io.transfuse.types.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions of MySQL, MariaDB and SQLite that PostgreSQL computes alike. */
final class Calls {

    private static final Pattern STEP = Pattern.compile("\\.(?:([A-Za-z0-9_]+)|\"([A-Za-z0-9_ -]+)\")");
    /**
     * A path of members alone: MySQL finds a value that is no array by {@code [0]}. PostgreSQL takes a number for a
     * place in an array too, and NULL for no member.
     */
    private static final Pattern PATH =
            Pattern.compile("\\$((?:(?!\\.\"?(?:[ -]*\\d+|(?i:null))\"?(?:\\.|$))" + STEP + ")+)");

    private static final String NAME = "(?:[a-z_]\\w*|\"(?:[^\"]|\"\")+\")";
    private static final Pattern COLUMN_OR_LITERAL = Pattern.compile(NAME + "(?:\\." + NAME + ")?|-?[\\d.]+");

    private Calls() {}

    static Phrase of(String name, List<Phrase> args, boolean mysql) {
        return said(name, args.stream().map(Phrase::read).toList(), mysql).made(mysql);
    }

    private static Phrase said(String name, List<Phrase> args, boolean mysql) {
        return switch (name) {
            case "coalesce", "ifnull" -> call("coalesce", args, oneShape(args));
            case "nullif" -> nullif(args, new Comparisons(mysql));
            case "if", "iif" -> choice(args);
            case "isnull" ->
                Phrase.of(
                        "(" + only(args).sql() + " IS NULL)",
                        Shape.BOOLEAN,
                        only(args).traits().settled());
            case "concat" ->
                concatenated(mysql ? args : args.stream().map(Calls::orEmpty).toList(), mysql);
            case "char_length", "character_length" -> call("char_length", texts(args, 1), Shape.WHOLE);
            case "length" -> length(texts(args, 1), mysql);
            case "lower", "lcase" -> locale(call("lower", texts(args, 1), Shape.TEXT));
            case "upper", "ucase" -> locale(call("upper", texts(args, 1), Shape.TEXT));
            case "trim", "ltrim", "rtrim" -> call(name, texts(args, 1), Shape.TEXT);
            case "abs" -> absolute(only(args));
            case "round" -> rounded(args, mysql);
            case "substring", "substr", "mid" -> part(args);
            case "left", "right" -> end(name, args);
            case "replace" -> call("replace", texts(args, 3), Shape.TEXT);
            case "json_extract" -> extracted(args, mysql);
            case "json_unquote" -> unquoted(only(args));
            case "json_valid" -> valid(only(args));
            case "year", "month", "day", "dayofmonth" -> field(name, only(args));
            case "date" -> day(only(args), mysql);
            default -> throw new Unknown(name);
        };
    }

    /** MySQL counts the bytes of the column's own character set. */
    private static Phrase length(List<Phrase> args, boolean mysql) {
        if (only(args).traits().has(Quirk.OTHER_BYTES)) {
            throw new Unknown("length");
        }
        return call(mysql ? "octet_length" : "length", args, Shape.WHOLE);
    }

    private static Phrase call(String name, List<Phrase> args, Shape shape) {
        return Phrase.of(
                name + "(" + args.stream().map(Phrase::sql).collect(Collectors.joining(", ")) + ")",
                shape,
                Phrase.common(args));
    }

    private static Phrase only(List<Phrase> args) {
        if (args.size() != 1) {
            throw new Unknown("arguments");
        }
        return args.get(0);
    }

    private static List<Phrase> texts(List<Phrase> args, int count) {
        if (args.size() != count || args.stream().anyMatch(a -> a.shape() != Shape.TEXT)) {
            throw new Unknown("arguments");
        }
        return args;
    }

    private static Phrase absolute(Phrase number) {
        if (!number.shape().number()) {
            throw new Unknown("abs");
        }
        var wide = Arithmetic.wide(number);
        return call("abs", List.of(wide), wide.shape());
    }

    private static Phrase locale(Phrase phrase) {
        return Phrase.of(phrase.sql(), phrase.shape(), phrase.traits().inexact());
    }

    /** The one shape of several results, NULL apart. */
    static Shape oneShape(List<Phrase> phrases) {
        var shapes = phrases.stream()
                .map(Phrase::shape)
                .filter(s -> s != Shape.NULL)
                .distinct()
                .toList();
        if (shapes.size() == 1) {
            return shapes.get(0);
        }
        if (shapes.isEmpty() || !shapes.stream().allMatch(Shape::number)) {
            throw new Unknown("results");
        }
        return shapes.contains(Shape.FLOAT) ? Shape.FLOAT : shapes.contains(Shape.DECIMAL) ? Shape.DECIMAL : Shape.BIG;
    }

    private static Phrase nullif(List<Phrase> args, Comparisons comparisons) {
        if (args.size() != 2
                || Phrase.common(args).has(Quirk.FOLDING)
                || comparisons.connected(args.get(0), args.get(1))) {
            throw new Unknown("nullif");
        }
        comparisons.checkYears(args.get(0), args.get(1));
        return call("nullif", args, oneShape(args));
    }

    private static Phrase choice(List<Phrase> args) {
        if (args.size() != 3) {
            throw new Unknown("if");
        }
        var when = Comparisons.truth(args.get(0));
        return Phrase.of(
                "CASE WHEN " + when.sql() + " THEN " + args.get(1).sql() + " ELSE "
                        + args.get(2).sql() + " END",
                oneShape(args.subList(1, 3)),
                Phrase.common(args));
    }

    static Phrase concatenated(List<Phrase> args, boolean mysql) {
        var texts = args.stream().map(a -> asText(a, mysql)).toList();
        return Phrase.of(
                "(" + texts.stream().map(Phrase::sql).collect(Collectors.joining(" || ")) + ")",
                Shape.TEXT,
                Phrase.common(texts));
    }

    /** SQLite's function takes NULL for an empty text, its operator does not. */
    private static Phrase orEmpty(Phrase phrase) {
        var text = asText(phrase, false);
        return Phrase.of("coalesce(" + text.sql() + ", '')", Shape.TEXT, text.traits());
    }

    /** A cast that PostgreSQL calls immutable and whose text both databases write alike. */
    static Phrase asText(Phrase phrase, boolean mysql) {
        // MySQL fills other decimals up with zeros as PostgreSQL does not, and SQLite drops all of them.
        if (phrase.traits().has(Quirk.ZEROS)
                || (phrase.shape() == Shape.DECIMAL
                        && !(mysql && COLUMN_OR_LITERAL.matcher(phrase.sql()).matches()))) {
            throw new Unknown(phrase.sql());
        }
        return switch (phrase.shape()) {
            case TEXT -> phrase.computed();
            case WHOLE, BIG, DECIMAL ->
                Phrase.of(
                        "CAST(" + phrase.sql() + " AS text)",
                        Shape.TEXT,
                        phrase.traits().unshared());
            case FLOAT, BOOLEAN, DATE, TIMESTAMP, JSON, NULL, OTHER -> throw new Unknown(phrase.sql());
        };
    }

    private static Phrase rounded(List<Phrase> args, boolean mysql) {
        var places = args.size() == 2 ? args.get(1).sql() : "0";
        if (!mysql || args.isEmpty() || args.get(0).shape() != Shape.DECIMAL || !places.matches("\\d+")) {
            throw new Unknown("round");
        }
        return Phrase.of(
                "round(" + args.get(0).sql() + ", " + places + ")",
                Shape.DECIMAL,
                args.get(0).traits());
    }

    private static Phrase part(List<Phrase> args) {
        var numbers = args.stream().skip(1).allMatch(a -> a.sql().matches("[1-9]\\d*"));
        if (args.size() < 2 || args.size() > 3 || !numbers || args.get(0).shape() != Shape.TEXT) {
            throw new Unknown("substring");
        }
        return call("substr", args, Shape.TEXT);
    }

    private static Phrase end(String name, List<Phrase> args) {
        if (args.size() != 2
                || args.get(0).shape() != Shape.TEXT
                || !args.get(1).sql().matches("[1-9]\\d*")) {
            throw new Unknown(name);
        }
        return call(name, args, Shape.TEXT);
    }

    /** An arrow into a document, with its path behind it. */
    static Phrase member(Phrase document, Token path, boolean text) {
        var found = extracted(List.of(document, Expressions.text(path.text())), true);
        return text ? unquoted(found) : found;
    }

    private static Phrase extracted(List<Phrase> args, boolean mysql) {
        var path = args.size() == 2 ? args.get(1).literal() : Optional.<String>empty();
        // SQLite's function gives numbers and texts, whatever the document holds there.
        if (!mysql || path.isEmpty() || args.get(0).shape() != Shape.JSON) {
            throw new Unknown("json_extract");
        }
        var matcher = PATH.matcher(path.get());
        if (!matcher.matches()) {
            throw new Unknown("json_extract");
        }
        var steps = new ArrayList<String>();
        var step = STEP.matcher(matcher.group(1));
        while (step.find()) {
            steps.add(step.group(1) == null ? "\"" + step.group(2) + "\"" : step.group(1));
        }
        return Phrase.of(
                "(" + args.get(0).sql() + " #> " + Quote.literal("{" + String.join(",", steps) + "}") + ")",
                Shape.JSON,
                args.get(0).traits().unshared());
    }

    /** MySQL says 'null' for a JSON null, PostgreSQL says NULL. */
    private static Phrase unquoted(Phrase json) {
        if (json.shape() == Shape.TEXT) {
            return json.computed();
        }
        var member = json.sql().lastIndexOf(" #> ");
        if (json.shape() != Shape.JSON || member < 0) {
            throw new Unknown("json_unquote");
        }
        var text = json.sql().substring(0, member) + " #>> " + json.sql().substring(member + 4);
        return Phrase.of(
                "CASE WHEN jsonb_typeof" + json.sql() + " = 'null' THEN 'null' ELSE " + text + " END",
                Shape.TEXT,
                json.traits());
    }

    /** A column of type jsonb holds nothing else. */
    private static Phrase valid(Phrase document) {
        if (document.shape() != Shape.JSON) {
            throw new Unknown("json_valid");
        }
        return Phrase.of("true", Shape.BOOLEAN, document.traits());
    }

    private static Phrase field(String name, Phrase moment) {
        if (moment.shape() != Shape.DATE && moment.shape() != Shape.TIMESTAMP) {
            throw new Unknown(name);
        }
        var part = name.equals("dayofmonth") ? "day" : name;
        return Phrase.of(
                "CAST(EXTRACT(" + part + " FROM " + moment.sql() + ") AS integer)",
                Shape.WHOLE,
                moment.traits().unshared());
    }

    private static Phrase day(Phrase moment, boolean mysql) {
        if (!mysql || (moment.shape() != Shape.DATE && moment.shape() != Shape.TIMESTAMP)) {
            throw new Unknown("date");
        }
        return Phrase.of(
                "CAST(" + moment.sql() + " AS date)",
                Shape.DATE,
                moment.traits().unshared());
    }
}

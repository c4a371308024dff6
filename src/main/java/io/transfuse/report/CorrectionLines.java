package io.transfuse.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.transfuse.model.UserException;
import io.transfuse.model.Written;
import io.transfuse.model.Written.Kind;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a file that {@link Corrections} wrote and somebody mended. What is wrong is told without values.
 */
public final class CorrectionLines {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Map<String, Kind> MARKS = Map.of("bytes", Kind.BYTES, "text", Kind.BROKEN, "real", Kind.REAL);

    private final Path file;

    private CorrectionLines(Path file) {
        this.file = file;
    }

    /**
     * One row.
     *
     * @param number of the line
     * @param row the values by column, NULLs too
     */
    public record Line(int number, String table, String key, Map<String, Written> row) {}

    /** All rows of a file. */
    public static List<Line> read(Path file) {
        var lines = new ArrayList<Line>();
        var number = 0;
        try (var reader = Files.newBufferedReader(file)) {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    lines.add(new CorrectionLines(file).line(number, text));
                }
            }
            return lines;
        } catch (MalformedInputException e) {
            throw UserException.usage(
                    file + " line " + (number + 1) + " or one behind it has bytes that are no UTF-8, but must be text");
        } catch (IOException e) {
            throw UserException.usage(
                    "--corrected is " + file + ", but must be a file that can be read: " + OutDirectory.cause(e));
        }
    }

    /** A line of such a file that cannot be taken. */
    public static UserException wrong(Path file, int number, String what) {
        return UserException.usage(file + " line " + number + " " + what);
    }

    private UserException wrong(int number, String what) {
        return wrong(file, number, what);
    }

    private Line line(int number, String text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            var names = new HashMap<String, String>();
            var row = parser.nextToken() == JsonToken.START_OBJECT
                    ? fields(number, parser, names)
                    : Optional.<Map<String, Written>>empty();
            var table = names.get("table");
            var key = names.get("key");
            if (table == null || key == null || row.isEmpty() || parser.nextToken() != null) {
                throw unreadable(number);
            }
            return new Line(number, table, key, row.get());
        } catch (JsonProcessingException e) {
            throw unreadable(number);
        }
    }

    /** The row, and texts beside it by their names. */
    private Optional<Map<String, Written>> fields(int number, JsonParser parser, Map<String, String> names)
            throws IOException {
        var row = Optional.<Map<String, Written>>empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (name.equals("row") && token == JsonToken.START_OBJECT) {
                row = Optional.of(row(number, parser));
            } else if (token == JsonToken.VALUE_STRING) {
                names.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private UserException unreadable(int number) {
        return wrong(
                number,
                "is no JSON object with table, key and row, but must be one, as 'report --rejects --as' writes it");
    }

    private Map<String, Written> row(int number, JsonParser parser) throws IOException {
        var row = new LinkedHashMap<String, Written>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var column = parser.currentName();
            parser.nextToken();
            row.put(column, value(number, column, parser));
        }
        return row;
    }

    private Written value(int number, String column, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Written.NULL;
            case VALUE_NUMBER_INT -> new Written(Kind.INTEGER, parser.getText());
            case VALUE_NUMBER_FLOAT -> new Written(Kind.REAL, parser.getText());
            case VALUE_STRING -> new Written(Kind.TEXT, whole(number, column, parser.getText()));
            case START_OBJECT -> marked(number, column, parser);
            default -> throw noValue(number, column);
        };
    }

    /** A text that UTF-8 can spell; else question marks would arrive in its place. */
    private String whole(int number, String column, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong(
                    number,
                    "has half of a letter (\\ud800 to \\udfff alone) for column " + column
                            + ", but must have whole ones");
        }
        return text;
    }

    private UserException noValue(int number, String column) {
        return wrong(
                number,
                "has no number, text, null or {\"bytes\": \"<base64>\"} for column " + column + ", but must have one");
    }

    private Written marked(int number, String column, JsonParser parser) throws IOException {
        var mark = parser.nextToken() == JsonToken.FIELD_NAME ? MARKS.get(parser.currentName()) : null;
        if (mark == null || parser.nextToken() != JsonToken.VALUE_STRING) {
            throw noValue(number, column);
        }
        var text = parser.getText();
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw noValue(number, column);
        }
        try {
            if (mark == Kind.REAL) {
                return new Written(mark, Double.toString(Double.parseDouble(text)));
            }
            return new Written(
                    mark, Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw noValue(number, column);
        }
    }
}

package io.transfuse.stage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.transfuse.model.Written;
import io.transfuse.model.Written.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what {@code transform} writes of a whole source row: the reverse of its {@code Decode}. */
final class RowText {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What stands behind a column's name where its value is no plain text or number. */
    private static final Map<String, Kind> ENDINGS = Map.of(
            "#integer", Kind.INTEGER,
            "#real", Kind.REAL,
            "#base64", Kind.BROKEN,
            "#bytes", Kind.BYTES,
            "#blob", Kind.BYTES);

    private RowText() {}

    /** The values that the row has, by column; those that are NULL are left out. */
    static Map<String, Written> values(String row) {
        var values = new LinkedHashMap<String, Written>();
        try (var parser = JSON.createParser(row)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                add(values, name, parser);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, Written> values, String name, JsonParser parser) throws IOException {
        var hash = name.lastIndexOf('#');
        var kind = hash < 0 ? null : ENDINGS.get(name.substring(hash));
        if (kind == null) {
            values.put(name, new Written(plain(parser.currentToken()), parser.getText()));
        } else {
            values.put(name.substring(0, hash), new Written(kind, parser.getText()));
        }
    }

    private static Kind plain(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_NUMBER_FLOAT -> Kind.REAL;
            default -> Kind.TEXT;
        };
    }
}

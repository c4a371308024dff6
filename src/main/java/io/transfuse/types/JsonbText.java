package io.transfuse.types;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON as PostgreSQL prints it for {@code x::jsonb::text}, character for character. */
public final class JsonbText {

    /**
     * The deepest nesting that is carried. PostgreSQL has no fixed limit: it refuses what exhausts its stack, which at
     * its default of 2 MB was measured at 16,000.
     */
    public static final int MAX_DEPTH = 10_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonbText() {}

    /** Why PostgreSQL refuses a text as {@code jsonb}. */
    public enum Fault {
        /** It is not JSON, or holds a number, a surrogate or a nesting that {@code jsonb} cannot hold. */
        BAD_JSON("bad-json"),
        /** It is JSON, but a string in it holds the character U+0000. */
        NUL_BYTE("nul-byte");

        private final String rule;

        Fault(String rule) {
            this.rule = rule;
        }

        /** The name of the finding. */
        public String rule() {
            return rule;
        }
    }

    /** The text that PostgreSQL prints, or null where it refuses this JSON. */
    public static @Nullable String canonical(String json) {
        return hasNul(json) ? null : written(json, false);
    }

    /** The same after every U+0000 is taken out, raw or escaped; null where it is refused all the same. */
    public static @Nullable String withoutNul(String json) {
        return written(hasNul(json) ? json.replace("\0", "") : json, true);
    }

    /** Why {@link #canonical} is null, or null where it is not. */
    public static @Nullable Fault fault(String json) {
        if (canonical(json) != null) {
            return null;
        }
        // A raw U+0000 cannot be kept even as a quoted string, so it is not just bad JSON.
        return hasNul(json) || withoutNul(json) != null ? Fault.NUL_BYTE : Fault.BAD_JSON;
    }

    /** Whether an object in this JSON, which PostgreSQL takes, has two members of one name. */
    public static boolean repeats(String json) {
        try (var parser = JSON.createParser(json).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)) {
            while (parser.nextToken() != null) {
                // The parser looks at each name.
            }
            return false;
        } catch (JacksonException twice) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any text as a JSON string, or null where it holds U+0000 or a lone surrogate. */
    public static @Nullable String wrapped(String text) {
        var writer = new JsonbWriter(false);
        return writer.string(text) ? writer.text() : null;
    }

    private static boolean hasNul(String json) {
        return json.indexOf('\0') >= 0;
    }

    private static @Nullable String written(String json, boolean stripNul) {
        var writer = new JsonbWriter(stripNul);
        try (var parser = JSON.createParser(json)) {
            var token = parser.nextToken();
            while (token != null) {
                if (writer.complete() || !accept(writer, token, parser)) {
                    return null;
                }
                token = parser.nextToken();
            }
            return writer.complete() ? writer.text() : null;
        } catch (JacksonException notJson) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accept(JsonbWriter writer, JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case START_OBJECT -> writer.open(true);
            case START_ARRAY -> writer.open(false);
            case END_OBJECT, END_ARRAY -> writer.close();
            case FIELD_NAME -> writer.key(parser.getText());
            case VALUE_STRING -> writer.string(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> writer.plain(JsonbNumber.canonical(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> writer.plain(token.asString());
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> false;
        };
    }
}

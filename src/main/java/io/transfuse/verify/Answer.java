package io.transfuse.verify;

import io.transfuse.types.RowBytes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one side says to a question, or some rows of it.
 *
 * @param columns the names of its columns
 * @param types their types, as the driver names them
 * @param rows texts and arrays of bytes as the driver gives them
 */
record Answer(List<String> columns, List<String> types, List<List<@Nullable Object>> rows) {

    /**
     * Each row as sixteen bytes; equal rows have equal ones.
     *
     * @param forms what the columns are compared as
     * @param keys new keys by old ones, where a column holds old keys
     * @param zone the zone of times that name none
     */
    List<byte[]> digests(List<AnswerForm> forms, Map<Integer, Map<String, String>> keys, ZoneId zone) {
        var digests = new ArrayList<byte[]>();
        for (var row : rows) {
            var text = new StringBuilder();
            for (var i = 0; i < row.size(); i++) {
                text.append(text(row.get(i), forms.get(i), keys.getOrDefault(i, Map.of()), zone(types.get(i), zone)));
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            digests.add(RowBytes.digest(bytes, bytes.length));
        }
        return digests;
    }

    /** MySQL gives a TIMESTAMP in the zone of the session, which is UTC. */
    private static ZoneId zone(String type, ZoneId zone) {
        return type.equals("TIMESTAMP") ? ZoneOffset.UTC : zone;
    }

    /** A value with its length, so that no two rows share a text. */
    private static String text(@Nullable Object value, AnswerForm form, Map<String, String> keys, ZoneId zone) {
        if (value == null) {
            return "-";
        }
        var now = keys.get(value.toString());
        var canonical = form.canonical(now == null ? value : now, zone);
        return canonical.length() + ":" + canonical;
    }
}

package io.transfuse.pipeline;

import io.transfuse.model.Finding;
import io.transfuse.model.Form;
import io.transfuse.model.Written;
import io.transfuse.model.WrittenRow;
import io.transfuse.stage.Rejects.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A refused row that may be staged after all.
 *
 * @param refused how it was refused
 * @param values its values by now
 * @param line of the file that says so; 0 for a row that comes along with another one
 */
record Candidate(Refused refused, Map<String, Written> values, int line) {

    /** How rows of the stage that were corrected are marked, in their findings. */
    static final String CORRECTED = "corrected";

    /** The same for rows that were refused because of those, and are as they were. */
    static final String ALONG = "came-along";

    Candidate {
        values = Map.copyOf(values);
    }

    /** Whether a finding of a staged row says that it was refused first. */
    static boolean marks(Finding finding) {
        return finding.column().isEmpty()
                && (finding.rule().equals(CORRECTED) || finding.rule().equals(ALONG));
    }

    /** As the source is asked about it: a double that is no number of JSON's stands as text in the rejects. */
    WrittenRow row(Map<String, Form> forms) {
        var written = new HashMap<>(values);
        forms.forEach((column, form) -> {
            var value = written.get(column);
            if ((form == Form.DOUBLE || form == Form.SINGLE) && value != null && value.kind() == Written.Kind.TEXT) {
                written.put(column, new Written(Written.Kind.REAL, value.text()));
            }
        });
        return new WrittenRow(refused.position(), written);
    }

    /** Whether somebody changed a value of it. */
    boolean changed() {
        return !values.equals(refused.values());
    }

    String rule() {
        return changed() ? CORRECTED : ALONG;
    }

    /** Whether it stays refused without a word: nobody asked for it. */
    boolean silent() {
        return line == 0 || (!changed() && refused.follows());
    }

    /** Equal for equal values. */
    String digest() {
        return digest(values);
    }

    /** Equal for equal values; NULLs count like those that are left out. */
    static String digest(Map<String, Written> values) {
        var text = new StringBuilder();
        new TreeMap<>(values).forEach((column, value) -> {
            if (value.kind() != Written.Kind.NULL) {
                text.append(column.length()).append(':').append(column).append(value.kind());
                text.append(value.text().length()).append(':').append(value.text());
            }
        });
        return DigestUtils.sha256Hex(text.toString());
    }
}

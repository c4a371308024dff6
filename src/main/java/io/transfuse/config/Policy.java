package io.transfuse.config;

import io.transfuse.model.Orphans;
import java.util.Locale;

/**
 * What is done with values that cannot be carried exactly.
 *
 * @param orphan a reference whose row does not exist
 * @param narrow a prescribed type that is narrower than the data
 * @param nulByte a NUL byte in text
 * @param badJson text that is not JSON in a JSON column
 * @param datetime the type of columns that hold date and time without a zone
 */
public record Policy(Orphans orphan, Narrow narrow, NulByte nulByte, BadJson badJson, Datetime datetime) {

    /** A prescribed type that is narrower than the data. */
    public enum Narrow {
        WIDEN,
        QUARANTINE,
        ERROR
    }

    /** A NUL byte in text, which PostgreSQL cannot hold. */
    public enum NulByte {
        QUARANTINE,
        STRIP
    }

    /** Text that is not JSON in a JSON column. */
    public enum BadJson {
        QUARANTINE,
        WRAP
    }

    /** The type of columns that hold date and time without a zone. */
    public enum Datetime {
        TIMESTAMPTZ,
        TIMESTAMP
    }

    static Policy read(Node node) {
        var policy = new Policy(
                Orphans.valueOf(upper(node.choice("orphan", "quarantine", "quarantine", "null", "keep"))),
                Narrow.valueOf(upper(node.choice("narrow", "widen", "widen", "quarantine", "error"))),
                NulByte.valueOf(upper(node.choice("nul-byte", "quarantine", "quarantine", "strip"))),
                BadJson.valueOf(upper(node.choice("bad-json", "quarantine", "quarantine", "wrap"))),
                node.choice("datetime", "timestamp", "timestamp", "timestamptz(UTC)")
                                .equals("timestamp")
                        ? Datetime.TIMESTAMP
                        : Datetime.TIMESTAMPTZ);
        node.done();
        return policy;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}

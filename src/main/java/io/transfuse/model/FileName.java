package io.transfuse.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** A name as every file system, Hadoop's paths and Delta's log take it. */
public final class FileName {
    /** What leads to another folder, stands for other names, or has a meaning of its own in paths. */
    private static final String SPECIAL = "/\\:*?\"<>|%~{}[]^#";

    /** File systems take 255 bytes, and files that are being written have an ending more. */
    private static final int LONGEST = 230;

    private FileName() {}

    /** The name itself where it may be; other letters stand as {@code ~2F}, and a digest at the end of one too long. */
    public static String of(String name) {
        var plain = escaped(name);
        if (bytes(plain) <= LONGEST) {
            return plain;
        }
        var digest = digest(name);
        var most = plain.length();
        while (bytes(plain.substring(0, most)) > LONGEST - digest.length()) {
            most = plain.offsetByCodePoints(most, -1);
        }
        return plain.substring(0, most) + digest;
    }

    private static String escaped(String name) {
        var escaped = new StringBuilder();
        name.codePoints().forEach(c -> {
            var special = Character.isISOControl(c) || SPECIAL.indexOf(c) >= 0;
            escaped.append(special ? String.format(Locale.ROOT, "~%02X", c) : Character.toString(c));
        });
        return escaped.toString();
    }

    /** What tells long names that begin alike. */
    public static String digest(String name) {
        var digest = new CRC32();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "~%08x", digest.getValue());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

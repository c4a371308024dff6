package io.transfuse.load;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/** Gives names that PostgreSQL takes as they are; a name too long or taken already ends in a digest of itself. */
final class Names {
    static final int LONGEST = 63;

    private final Set<String> taken = new HashSet<>();

    /** The wanted name, or one derived from it, that is free in the schema. */
    String take(String schema, String wanted) {
        var name = wanted;
        for (var attempt = 0; bytes(name) > LONGEST || !taken.add(schema + "." + name); attempt++) {
            name = shortened(wanted, attempt);
        }
        return name;
    }

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shortened(String wanted, int attempt) {
        var crc = new CRC32();
        crc.update((attempt + wanted).getBytes(StandardCharsets.UTF_8));
        var ending = String.format("_%08x", crc.getValue());
        var start = wanted;
        while (bytes(start) + ending.length() > LONGEST) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + ending;
    }
}

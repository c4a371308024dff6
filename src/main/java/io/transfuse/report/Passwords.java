package io.transfuse.report;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A second guard: settings come without passwords, and if one came along all the same, no file shows it. */
final class Passwords {
    private static final Pattern KEY = Pattern.compile("(?i).*(password|passwd|secret|token).*");
    private static final Pattern IN_URL =
            Pattern.compile("(?i)(://[^/?#\\s:@]*):[^/?#\\s]*@|([?&;](?:password|passwd|pwd)=)[^&;#\\s]*");

    private Passwords() {}

    static Map<String, String> masked(Map<String, String> settings) {
        var clean = new TreeMap<String, String>();
        settings.forEach((key, value) -> clean.put(key, KEY.matcher(key).matches() ? "***" : masked(value)));
        return clean;
    }

    private static String masked(String value) {
        return IN_URL.matcher(value).replaceAll(m -> m.group(1) == null ? m.group(2) + "***" : m.group(1) + ":***@");
    }
}

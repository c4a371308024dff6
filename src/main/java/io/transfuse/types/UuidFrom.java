package io.transfuse.types;

import io.transfuse.config.Hmac;
import io.transfuse.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * UUIDs that are a function of an old key (RFC 9562, version 5, or version 8 with a secret).
 *
 * <p>The name that is hashed is {@code <entity>/<key>}, with {@code %} and {@code /} of the entity written {@code %25}
 * and {@code %2F}, so that no two pairs share a name. In PostgreSQL with {@code uuid-ossp} the same is
 * {@code uuid_generate_v5(namespace, 'customers/42')}.
 */
public final class UuidFrom {

    private static final ThreadLocal<MessageDigest> SHA1 = ThreadLocal.withInitial(UuidFrom::sha1);
    private static final int DIGITS = 32;
    private static final int CANONICAL = 36;
    private static final String LOWER_HEX = "0123456789abcdef";
    private static final String GROUPS = "(?:[0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}";
    /** PostgreSQL takes braces around the digits and a dash after each group of four. */
    private static final Pattern SPELLING = Pattern.compile(GROUPS + "|\\{" + GROUPS + "\\}");

    private static final Pattern NO_DIGIT = Pattern.compile("[-{}]");

    private UuidFrom() {}

    /** Whether PostgreSQL takes this text as a {@code uuid}. */
    public static boolean isUuid(String text) {
        return hex(text) != null;
    }

    /** The text as PostgreSQL prints it, lower case with dashes, or null where it is not a UUID. */
    public static @Nullable String canonical(String text) {
        if (isCanonical(text)) {
            return text;
        }
        var hex = hex(text);
        return hex == null
                ? null
                : String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20));
    }

    /** Most are, and need no pattern. */
    private static boolean isCanonical(String text) {
        var dashes = 0;
        for (var i = 0; i < text.length() && dashes >= 0; i++) {
            var c = text.charAt(i);
            if (c == '-') {
                dashes = i == 8 + 5 * dashes ? dashes + 1 : -1;
            } else if (LOWER_HEX.indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() == CANONICAL && dashes == 4;
    }

    /** The UUID that stands for the row of {@code entity} with this key. */
    public static String of(UUID namespace, String entity, String canonicalKey) {
        return of(beginning(namespace, entity), canonicalKey.getBytes(StandardCharsets.UTF_8));
    }

    /** What the names of an entity's rows begin with, behind their namespace; it is the same for all of them. */
    public static byte[] beginning(UUID namespace, String entity) {
        var name = name(entity, "");
        return ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(name)
                .array();
    }

    /** The UUID that stands for the row with this key, in UTF-8, of the entity whose names begin so. */
    public static String of(byte[] beginning, byte[] canonicalKey) {
        var sha1 = SHA1.get();
        sha1.update(beginning);
        return uuid(sha1.digest(canonicalKey), 0x5000L).toString();
    }

    /** The same with a secret in place of a namespace: the beginning of HMAC-SHA-256, as version 8. */
    public static String keyed(Secret secret, String entity, String canonicalKey) {
        return uuid(Hmac.sign(secret, name(entity, canonicalKey)), 0x8000L).toString();
    }

    private static byte[] name(String entity, String canonicalKey) {
        var escaped = entity.replace("%", "%25").replace("/", "%2F");
        return (escaped + "/" + canonicalKey).getBytes(StandardCharsets.UTF_8);
    }

    /** Version 5 as the RFC defines it, over any name. */
    public static UUID version5(UUID namespace, byte[] name) {
        var sha1 = SHA1.get();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        return uuid(sha1.digest(name), 0x5000L);
    }

    private static UUID uuid(byte[] digest, long version) {
        var hash = ByteBuffer.wrap(digest);
        var high = (hash.getLong() & ~0xF000L) | version;
        var low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The 32 digits in lower case, or null. */
    private static @Nullable String hex(String text) {
        return text.length() >= DIGITS && SPELLING.matcher(text).matches()
                ? NO_DIGIT.matcher(text).replaceAll("").toLowerCase(Locale.ROOT)
                : null;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

package io.transfuse.read;

import io.transfuse.source.Source.Query;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Carries the conditions of parts through Spark, which may show them in plans, logs and errors: they hold keys of rows,
 * so Spark gets them encrypted, and our own session puts them in their place when it sends the query.
 */
final class Sealed {

    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern PART = Pattern.compile("\\b" + Query.PART + " = '([A-Za-z0-9+/=]*)'");

    private final byte[] key;

    private Sealed(byte[] key) {
        this.key = key;
    }

    /** With a key that nobody else has. */
    static Sealed fresh() {
        return new Sealed(random(KEY_BYTES));
    }

    /** With the key that another process has written. */
    static Sealed of(String written) {
        return new Sealed(Base64.getDecoder().decode(written));
    }

    /** The key as text. */
    String written() {
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** What Spark appends to the query of a part. */
    String predicate(String condition) {
        var nonce = random(NONCE_BYTES);
        var secret = crypt(Cipher.ENCRYPT_MODE, nonce, condition.getBytes(StandardCharsets.UTF_8));
        var whole = ByteBuffer.allocate(nonce.length + secret.length).put(nonce).put(secret);
        return Query.PART + " = '" + Base64.getEncoder().encodeToString(whole.array()) + "'";
    }

    /** A query of Spark's with the condition of its part in place; one for no part, which asks for columns, has all. */
    String opened(String sql) {
        var part = PART.matcher(sql);
        if (!part.find()) {
            return sql.replace(Query.PART, "TRUE");
        }
        var whole = ByteBuffer.wrap(Base64.getDecoder().decode(part.group(1)));
        var nonce = new byte[NONCE_BYTES];
        whole.get(nonce);
        var secret = new byte[whole.remaining()];
        whole.get(secret);
        var condition = new String(crypt(Cipher.DECRYPT_MODE, nonce, secret), StandardCharsets.UTF_8);
        return (sql.substring(0, part.start()) + "TRUE" + sql.substring(part.end()))
                .replace(Query.PART, "(" + condition + ")");
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.transfuse.verify;

import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * A row's key as reports name it: a digest that is the same in every report of a run, and tells nobody the key who has
 * not the secret.
 *
 * @param secret what the digest is keyed with; empty where keys are shown as they are
 */
public record ShownKey(Optional<String> secret) {

    /** Keys as they are. */
    public static final ShownKey CLEAR = new ShownKey(Optional.empty());

    private static final int DIGITS = 16;

    /** A key as it is shown. */
    public String of(String key) {
        // Where a row lies is no value of it.
        return secret.filter(s -> !key.isEmpty() && !key.startsWith("ctid "))
                .map(s -> "hmac:"
                        + new HmacUtils(HmacAlgorithms.HMAC_SHA_256, s)
                                .hmacHex(key)
                                .substring(0, DIGITS))
                .orElse(key);
    }
}

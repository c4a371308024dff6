package io.transfuse.config;

import io.transfuse.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with a secret (HMAC-SHA-256): what comes out does not tell the secret, and nobody else can make it. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Hmac::mac);

    private Hmac() {}

    /** The signature of a message. */
    public static byte[] sign(Secret secret, byte[] message) {
        try {
            var mac = MAC.get();
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells two secrets apart without telling either. */
    public static String digest(Secret secret) {
        var signed = sign(secret, "transfuse: which key is this?".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(signed).substring(0, 16);
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

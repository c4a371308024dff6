package io.transfuse.model;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A password or a key: it can be used, but never printed. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String HMAC = "HmacSHA256";
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Secret::mac);

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** HMAC-SHA-256 of a message with this key. */
    public byte[] sign(byte[] message) {
        try {
            var mac = MAC.get();
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** Tells two keys apart without telling either. */
    public String digest() {
        return HexFormat.of()
                .formatHex(sign("transfuse: which key is this?".getBytes(StandardCharsets.UTF_8)))
                .substring(0, 16);
    }

    /** The password itself, for the driver that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}

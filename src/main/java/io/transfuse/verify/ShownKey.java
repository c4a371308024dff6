package io.transfuse.verify;

import io.transfuse.config.Hmac;
import io.transfuse.model.Secret;
import io.transfuse.model.TargetTable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row's key as reports name it: a digest that is the same in every report of a run, and tells nobody the key who has
 * not the secret.
 *
 * @param secret what the digest is keyed with; empty where keys are shown as they are
 * @param values whether the values that differ are shown too
 */
public record ShownKey(Optional<Secret> secret, boolean values) {

    /** Keys as they are. */
    public static final ShownKey CLEAR = new ShownKey(Optional.empty());

    /** Keys as they are, and the values that differ. */
    public static final ShownKey VALUES = new ShownKey(Optional.empty(), true);

    /** How a digest begins. */
    public static final String PREFIX = "hmac:";

    private static final int DIGITS = 16;

    /** Where a row lies, which is no value of it. */
    private static final Pattern PLACE = Pattern.compile("ctid \\(\\d+,\\d+\\)( of .*)?", Pattern.DOTALL);

    /** Without values. */
    public ShownKey(Optional<Secret> secret) {
        this(secret, false);
    }

    /** The name of a table's row; of a table without a key, the place of a row stays as it is. */
    String of(TargetTable table, String key) {
        var place = table.primaryKey().isEmpty() && PLACE.matcher(key).matches();
        return place ? key : of(key);
    }

    /** The name of the row that has a key. */
    public String of(String key) {
        return secret.filter(s -> !key.isEmpty()).map(s -> digest(s, key)).orElse(key);
    }

    /** The digest of a key. */
    public static String digest(Secret secret, String key) {
        var signed = Hmac.sign(secret, key.getBytes(StandardCharsets.UTF_8));
        return PREFIX + HexFormat.of().formatHex(signed).substring(0, DIGITS);
    }
}

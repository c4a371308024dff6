package io.transfuse.transform;

import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Form;
import io.transfuse.model.Secret;
import io.transfuse.model.Value;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * How UUIDs are derived in this run.
 *
 * @param namespace the namespace of those that are computed without a secret
 * @param keyed the function that computes them with the secret
 */
public record Derivation(String namespace, Optional<String> keyed) {

    /** With the secret of the settings, where there is one. */
    public static Derivation of(String namespace, Optional<Secret> secret) {
        return new Derivation(namespace, secret.map(Functions::keyed));
    }

    /** The UUID of a key, given as text; keys that are numbers are no UUIDs that could be kept. */
    Column uuid(Value.Derived derived, Column text, Form form) {
        var entity = lit(derived.entity());
        return switch (derived.strategy()) {
            case NAME_BASED -> Functions.call("uuid_of", lit(namespace), entity, text);
            case KEYED -> Functions.call(keyed.orElseThrow(), entity, text);
            case KEEP -> Functions.call(form == Form.LONG ? "uuid_of" : "uuid_text", lit(namespace), entity, text);
        };
    }
}

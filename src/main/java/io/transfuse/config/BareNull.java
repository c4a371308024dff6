package io.transfuse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;

/** A bare null is no value to HOCON; as a policy it is a word like the others. */
final class BareNull {

    private BareNull() {}

    static Config worded(Config all) {
        return worded(all.root(), false).toConfig();
    }

    private static ConfigObject worded(ConfigObject object, boolean policy) {
        var worded = object;
        for (var entry : object.entrySet()) {
            if (policy && entry.getValue().valueType() == ConfigValueType.NULL) {
                worded = worded.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef("null"));
            } else if (entry.getValue() instanceof ConfigObject below) {
                worded = worded.withValue(
                        entry.getKey(), worded(below, entry.getKey().equals("policy")));
            }
        }
        return worded;
    }
}

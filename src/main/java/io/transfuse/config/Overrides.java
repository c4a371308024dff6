package io.transfuse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.transfuse.model.UserException;
import java.util.Map;

/** What the command line says about settings, by their full keys. */
final class Overrides {

    private Overrides() {}

    static Config of(Map<String, String> options) {
        var config = ConfigFactory.empty();
        for (var option : options.entrySet()) {
            try {
                config = config.withValue(option.getKey(), ConfigValueFactory.fromAnyRef(option.getValue()));
            } catch (ConfigException.BadPath e) {
                throw UserException.usage("--set has the key '" + option.getKey()
                        + "', but must have one like read.connections, with quotes around parts that hold signs");
            }
        }
        return config;
    }
}

package io.transfuse.config;

import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code ${?NAME}} stands for in a configuration. */
record Variables(Map<String, String> environment) implements ConfigResolver {
    @Override
    public @Nullable ConfigValue lookup(String path) {
        var value = environment.get(path);
        return value == null ? null : ConfigValueFactory.fromAnyRef(value, "the environment");
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
        return this;
    }
}

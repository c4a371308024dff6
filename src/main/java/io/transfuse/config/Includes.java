package io.transfuse.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import io.transfuse.model.UserException;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Other files that a file of settings includes: HOCON would go on without one that is missing.
 *
 * @param settings the file of settings, for messages
 * @param below how HOCON itself includes
 */
record Includes(Path settings, Optional<ConfigIncluder> below) implements ConfigIncluder, ConfigIncluderFile {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return below.isPresent() ? this : new Includes(settings, Optional.of(fallback));
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return found(what, () -> below.orElseThrow().include(strict(context), what));
    }

    /** HOCON would look for it from the directory in which the command is called. */
    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        var beside = Optional.ofNullable(context.relativeTo(what.getPath()))
                .filter(p -> p.origin().filename() != null);
        return beside.isPresent()
                ? found(
                        what.getPath(),
                        () -> beside.get().parse(beside.get().options().setAllowMissing(false)))
                : found(
                        what.getPath(),
                        () -> ((ConfigIncluderFile) below.orElseThrow()).includeFile(strict(context), what));
    }

    private static ConfigIncludeContext strict(ConfigIncludeContext context) {
        return context.setParseOptions(context.parseOptions().setAllowMissing(false));
    }

    private ConfigObject found(String what, Supplier<ConfigObject> parsed) {
        try {
            return parsed.get();
        } catch (ConfigException.IO e) {
            throw UserException.usage("--config is " + settings + ", which includes " + what
                    + ", but that must be a file that can be read; its path counts from the file that includes it");
        }
    }
}

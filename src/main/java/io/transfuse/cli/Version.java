package io.transfuse.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar carries. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {
            "transfuse " + version.orElse("from source"),
            "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name")
        };
    }
}

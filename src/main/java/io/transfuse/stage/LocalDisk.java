package io.transfuse.stage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files without Hadoop's native library: Hadoop then starts a {@code chmod} process for every file and
 * folder, which for small tables costs more than their rows.
 */
public final class LocalDisk extends LocalFileSystem {

    private static final String SETTING = "fs.file.impl";
    private static final String LOG_SETTING = "io.delta.kernel.logStore.file.impl";

    /** Made by Hadoop. */
    public LocalDisk() {
        super(new Raw());
    }

    /** These settings with this class for local files, and Delta's own way to commit on a local disk. */
    public static Configuration in(Configuration settings) {
        settings.set(SETTING, LocalDisk.class.getName());
        settings.set(LOG_SETTING, "io.delta.storage.LocalLogStore");
        return settings;
    }

    @Override
    public void initialize(URI name, Configuration settings) throws IOException {
        super.initialize(name, settings);
        // Parquet and Delta have checksums of their own.
        setWriteChecksum(false);
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            var file = pathToFile(path).toPath();
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                var rights = permission.getUserAction().SYMBOL
                        + permission.getGroupAction().SYMBOL
                        + permission.getOtherAction().SYMBOL;
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            }
        }
    }
}

package io.transfuse.stage;

import io.transfuse.model.UserException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The folder that holds stage and rejects.
 *
 * @param written a folder of this machine, or a URI with the scheme of a file system that Hadoop knows
 */
public record StagePath(String written) {

    private static final String URI = "^[a-zA-Z][a-zA-Z0-9+.-]+:.*";

    /** A folder below it; a local one says so, because a cluster may take another file system where none is named. */
    public String below(String name) {
        return written.matches(URI)
                ? new Path(written, name).toString()
                : new Path(java.nio.file.Path.of(written)
                                .toAbsolutePath()
                                .resolve(name)
                                .toUri())
                        .toString();
    }

    /** Refuses what no file system answers for. */
    public void check(Configuration settings) {
        try {
            var path = new Path(below("stage"));
            path.getFileSystem(settings).mkdirs(path);
        } catch (IOException | RuntimeException e) {
            throw UserException.usage("stage.path is " + written
                    + ", but must be a folder or a URI that Hadoop reaches and may write to: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("it gives no reason"));
        }
    }
}

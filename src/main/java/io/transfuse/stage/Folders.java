package io.transfuse.stage;

import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The few things that are done with folders, on any file system that Hadoop knows. */
record Folders(Configuration settings) {

    boolean exists(Path path) {
        try {
            return path.getFileSystem(settings).exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Path path) {
        try {
            path.getFileSystem(settings).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders in a folder, without those that are at work. */
    List<Path> below(Path parent) {
        try {
            var system = parent.getFileSystem(settings);
            return system.exists(parent)
                    ? Arrays.stream(system.listStatus(parent))
                            .filter(FileStatus::isDirectory)
                            .map(FileStatus::getPath)
                            .filter(p -> !p.getName().startsWith("_"))
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Parquet files in a folder. */
    List<String> files(Path parent) {
        try {
            var system = parent.getFileSystem(settings);
            return system.exists(parent)
                    ? Arrays.stream(system.listStatus(parent))
                            .map(f -> f.getPath().toString())
                            .filter(f -> f.endsWith(".parquet"))
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of a folder as a commit wants them. */
    List<DataFileStatus> described(Path parent, List<String> names) {
        try {
            var system = parent.getFileSystem(settings);
            var files = new ArrayList<DataFileStatus>();
            for (var name : names) {
                var path = new Path(parent, name);
                files.add(described(system, path, system.getFileStatus(path)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the Parquet files of a folder and describes them for a commit. */
    List<DataFileStatus> moved(Path from, Path to) {
        try {
            var system = to.getFileSystem(settings);
            system.mkdirs(to);
            var files = new ArrayList<DataFileStatus>();
            for (var status : system.exists(from) ? system.listStatus(from) : new FileStatus[0]) {
                if (status.getPath().getName().endsWith(".parquet")) {
                    var path = new Path(to, status.getPath().getName());
                    // Some file systems say no with an answer, not with an exception.
                    if (!system.rename(status.getPath(), path)) {
                        throw new IOException(status.getPath() + " cannot be moved to " + path);
                    }
                    files.add(described(system, path, status));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataFileStatus described(FileSystem system, Path path, FileStatus status) {
        return new DataFileStatus(
                system.makeQualified(path).toString(), status.getLen(), status.getModificationTime(), Optional.empty());
    }
}

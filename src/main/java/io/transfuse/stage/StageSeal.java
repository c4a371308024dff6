package io.transfuse.stage;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What was staged, down to the bytes of its files: a stage that was changed since is told, not believed. It guards
 * against faults, not against somebody who forges files on purpose.
 *
 * @param tables the data files of each table, by {@code schema.table}
 */
public record StageSeal(Map<String, List<Sealed>> tables) {

    private static final int BUFFER = 1 << 20;

    /** A file that is not there has no digest. */
    private static final long GONE = -1;

    /** Nor has one that Hadoop's own checksums tell from what was written. */
    private static final long CHANGED = -2;

    /** Nor has one that is there, but could not be read: nothing is known of it. */
    private static final long UNREADABLE = -3;

    public StageSeal {
        tables = Map.copyOf(tables);
    }

    /** A data file with the CRC-32C of its bytes. */
    public record Sealed(String name, long digest) implements Serializable {}

    /** The seal of tables as they are now. */
    public static StageSeal of(JavaSparkContext context, List<StagedTable> tables) {
        var files = new ArrayList<StagedFile>();
        var names = new ArrayList<String>();
        var sealed = new HashMap<String, List<Sealed>>();
        for (var table : tables) {
            sealed.put(table.target().qualified(), new ArrayList<>());
            table.files().forEach(f -> {
                files.add(f);
                names.add(table.target().qualified());
            });
        }
        if (!files.isEmpty()) {
            context.setJobDescription("stage: seal");
            var digests = context.parallelize(files, Math.min(files.size(), 2 * context.defaultParallelism()))
                    .map(f -> digest(f.path()))
                    .collect();
            for (var i = 0; i < files.size(); i++) {
                var file = new Sealed(files.get(i).name(), digests.get(i));
                sealed.computeIfPresent(names.get(i), (name, all) -> {
                    all.add(file);
                    return all;
                });
            }
        }
        return new StageSeal(sealed);
    }

    private static long digest(String path) {
        var digest = new CRC32C();
        var file = new Path(path);
        try (var in = folder(file).open(file)) {
            var buffer = new byte[BUFFER];
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return digest.getValue();
        } catch (ChecksumException e) {
            return CHANGED;
        } catch (IOException | FSError e) {
            // Hadoop makes an error of what the disk says.
            return gone(file) ? GONE : UNREADABLE;
        }
    }

    private static FileSystem folder(Path file) throws IOException {
        return file.getFileSystem(HadoopSettings.ofSpark());
    }

    /** A file that may not be opened fails as one that is missing does. */
    private static boolean gone(Path file) {
        try {
            return !folder(file).exists(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first file that could not be read, of which nothing can be said. */
    public Optional<String> unreadable() {
        return tables.values().stream()
                .flatMap(List::stream)
                .filter(f -> f.digest() == UNREADABLE)
                .map(Sealed::name)
                .sorted()
                .findFirst();
    }

    /** The same with further files, each of them once. */
    public StageSeal with(Map<String, List<Sealed>> further) {
        var all = new HashMap<>(tables);
        further.forEach((table, files) -> {
            var known = new LinkedHashSet<>(all.getOrDefault(table, List.of()));
            known.addAll(files);
            all.put(table, List.copyOf(known));
        });
        return new StageSeal(all);
    }

    /** What of these tables is not as it was sealed, by {@code schema.table}; empty where nothing is. */
    public Map<String, String> broken(StageSeal now) {
        var broken = new TreeMap<String, String>();
        tables.forEach((table, files) -> {
            var found = now.tables.get(table);
            var reason = found == null ? "its Delta table is gone, or its log" : broken(files, found);
            if (!reason.isEmpty()) {
                broken.put(table, reason);
            }
        });
        return broken;
    }

    private static String broken(List<Sealed> files, List<Sealed> found) {
        var digests = new HashMap<String, Long>();
        found.forEach(f -> digests.put(f.name(), f.digest()));
        for (var file : files) {
            var digest = digests.remove(file.name());
            if (digest == null) {
                return file.name() + " is not in its Delta log any more";
            }
            if (digest != file.digest()) {
                return file.name() + (digest == GONE ? " is missing" : " was changed");
            }
        }
        return digests.keySet().stream()
                .sorted()
                .findFirst()
                .map(f -> f + " came later")
                .orElse("");
    }
}

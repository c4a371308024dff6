package io.transfuse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * The programs of a MySQL or MariaDB server as Maven's repositories hold them: a zip file, unpacked once for each
 * account.
 *
 * @param product what it holds
 * @param file where it lies; not needed any more once it is unpacked
 */
public record SourceArchive(SourceProduct product, Path file) {

    /** Why its server cannot run on this machine, in one line. */
    public Optional<String> obstacle() {
        return unpacked().obstacle();
    }

    /** Whether its programs are unpacked already, so that the archive is not needed. */
    static boolean isUnpacked(SourceProduct product) {
        return Cache.has(folder(product));
    }

    SourceBinaries unpacked() {
        return new SourceBinaries(product, Cache.made(folder(product), this::unpack));
    }

    private static String folder(SourceProduct product) {
        return product.kind() + "-" + product.version() + "-linux-x86_64";
    }

    private void unpack(Path into) {
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var name = entry.getName();
                var own = name.startsWith(product.root())
                        ? name.substring(product.root().length())
                        : "";
                if (!entry.isDirectory() && product.needs(own)) {
                    try (var in = zip.getInputStream(entry)) {
                        write(in, own, into);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(InputStream in, String own, Path into) throws IOException {
        var place = into.resolve(own).normalize();
        if (!place.startsWith(into)) {
            throw new IOException("the archive holds " + own + ", but must stay below its root");
        }
        Files.createDirectories(place.getParent());
        Files.copy(in, place);
        if (own.startsWith("bin/") || own.startsWith("scripts/")) {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}

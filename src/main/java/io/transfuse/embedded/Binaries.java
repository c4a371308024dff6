package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for each account, and a new data directory that every server starts from a copy
 * of.
 *
 * @param home where they lie
 */
record Binaries(Path home) {
    private static final int OWNER_MAY_RUN = 0100;

    /** Unpacks them unless an earlier call did. */
    static Binaries unpacked() {
        var archive = archive();
        try {
            // The size stands for the version: another build of PostgreSQL never has the same one.
            var size = archive.openConnection().getContentLengthLong();
            return new Binaries(Cache.made("postgres-" + platform() + "-" + size, half -> {
                try (var in = archive.openStream()) {
                    unpack(in, half);
                }
                new PgProcess(new Binaries(half)).initialise(half.resolve("data"));
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the programs, for example {@code pg_ctl}. */
    Path program(String name) {
        return home.resolve("bin").resolve(Machine.windows() ? name + ".exe" : name);
    }

    /** A data directory that no server ever ran on. */
    Path newData() {
        return home.resolve("data");
    }

    static void unpack(InputStream in, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("the archive holds " + entry.getName() + ", but must stay below its root");
                }
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(file, into.resolve(entry.getLinkName()));
                } else if (!entry.isDirectory()) {
                    Files.copy(tar, file);
                    if ((entry.getMode() & OWNER_MAY_RUN) != 0 && !Machine.windows()) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private static URL archive() {
        var name = "/postgres-" + platform() + ".txz";
        return Optional.ofNullable(Binaries.class.getResource(name))
                .orElseThrow(() -> UserException.usage(
                        "target.url is embedded, but this build carries no PostgreSQL for " + platform()
                                + "; build it on this machine, or name a server with postgresql://user@host:port/db"));
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os)
                + "-"
                + (arch.equals("aarch64") ? "arm_64" : arch.equals("amd64") ? "x86_64" : arch);
    }
}

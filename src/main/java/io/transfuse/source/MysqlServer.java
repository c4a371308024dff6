package io.transfuse.source;

import java.sql.Connection;

/**
 * What answers on the other side.
 *
 * @param mariadb whether it is MariaDB and not MySQL
 * @param version its version, for example {@code 8.0.33}
 * @param database the database, as the server spells it
 * @param account the account as the server knows it, for example {@code `me`@`%`}
 */
record MysqlServer(boolean mariadb, String version, String database, String account) {

    static MysqlServer of(Connection connection) {
        var line = Sql.row(
                connection, "SELECT version() AS version, database() AS name, CAST(current_user() AS CHAR) AS account");
        var version = line.text("version");
        var account = "`" + line.text("account").replaceFirst("@(?=[^@]*$)", "`@`") + "`";
        return new MysqlServer(version.contains("MariaDB"), version, line.text("name"), account);
    }

    /** The product as {@code Catalogue.kind} names it. */
    String kind() {
        return mariadb ? "mariadb" : "mysql";
    }

    /** The product and its version, as people write them. */
    String product() {
        return (mariadb ? "MariaDB " : "MySQL ") + version.replaceFirst("-MariaDB.*", "");
    }

    /**
     * Settings of every session that reads. No mode of SQL: under NO_BACKSLASH_ESCAPES MySQL itself cannot open a table
     * whose generated columns have quotes in them.
     */
    String settings() {
        var common = "time_zone='+00:00',sql_mode='',net_write_timeout=3600,net_read_timeout=3600,"
                + "wait_timeout=604800,interactive_timeout=604800,group_concat_max_len=1073741824,"
                + "lock_wait_timeout=60,sql_big_selects=1,sql_select_limit=18446744073709551615";
        return common
                + (mariadb
                        ? ",max_statement_time=0,idle_transaction_timeout=0,idle_readonly_transaction_timeout=0"
                        : ",max_execution_time=0,information_schema_stats_expiry=0");
    }

    /** What grants a right on the database. */
    String grant(String right) {
        return "GRANT " + right + " ON `" + database + "`.* TO " + account;
    }
}

package io.transfuse.source;

import io.transfuse.model.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the account may see: a server shows nobody that there is more. */
record MysqlRights(Connection connection, MysqlServer server) {

    private static final int NAMED_AT_MOST = 5;

    /** A table, or one of its columns, may not be read. */
    private static final Set<Integer> DENIED = Set.of(1142, 1143);

    /** A right on all tables: of the server, or of the databases that a pattern means. */
    private static final Pattern WIDE =
            Pattern.compile("GRANT (.*?) ON (?:\\*|`((?:[^`]|``)*)`)\\.\\* TO .*", Pattern.DOTALL);

    /** Refuses an account that does not see all of a table: the server shows it those of which it may read nothing. */
    void readable() {
        var hidden = new TreeSet<String>();
        Sql.rows(connection, """
                        SELECT DISTINCT table_name AS tbl FROM information_schema.columns
                        WHERE table_schema = database() AND NOT FIND_IN_SET('select', privileges)
                        """).forEach(l -> hidden.add(l.text("tbl")));
        if (!everywhere()) {
            // Columns without any right are in no list, so each table is asked for all that it has.
            Sql.rows(connection, """
                            SELECT table_name AS tbl FROM information_schema.tables
                            WHERE table_schema = database() AND table_type NOT LIKE '%VIEW'
                            """).stream()
                    .map(l -> l.text("tbl"))
                    .filter(this::denied)
                    .forEach(hidden::add);
        }
        if (!hidden.isEmpty()) {
            throw UserException.unreachable("source database " + server.database() + " does not let " + server.account()
                    + " read all of "
                    + (hidden.size() == 1 ? "a table (" : hidden.size() + " tables (")
                    + String.join(", ", hidden.stream().limit(NAMED_AT_MOST).toList())
                    + (hidden.size() > NAMED_AT_MOST ? ", …" : "") + "); "
                    + server.grant("SELECT"));
        }
    }

    private boolean denied(String table) {
        try (var statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT * FROM " + MysqlReads.quoted(table) + " LIMIT 0")
                    .close();
            return false;
        } catch (SQLException e) {
            // Whatever else a table suffers from is told when it is read.
            return DENIED.contains(e.getErrorCode());
        }
    }

    /** What may be missing without a sign, and the rights that would show it. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (!everywhere() && !hasRoles()) {
            remarks.add(server.account() + " may read single tables of " + server.database()
                    + " only; the plan and the verdict know nothing of any other table that is there; "
                    + server.grant("SELECT"));
        }
        var grants = grants();
        var lacking = Stream.of("SHOW VIEW", "TRIGGER", "EVENT")
                .filter(r -> grants.stream().noneMatch(g -> g.contains(r) || g.contains("ALL PRIVILEGES")))
                .toList();
        if (!lacking.isEmpty()) {
            remarks.add(server.account() + " may not see every view's text, trigger and event, so they may be missing"
                    + " from the list of what is not carried; " + server.grant(String.join(", ", lacking)));
        }
        return remarks;
    }

    /** Whether a right to read holds for the whole database, by name or by pattern, or on the whole server. */
    private boolean everywhere() {
        return grants().stream()
                .map(WIDE::matcher)
                .filter(Matcher::matches)
                .filter(m -> m.group(2) == null || like(m.group(2).replace("``", "`")))
                .map(m -> m.group(1).toUpperCase(Locale.ROOT))
                .anyMatch(rights -> rights.contains("SELECT") || rights.contains("ALL PRIVILEGES"));
    }

    /** Whether a pattern of a right means this database: the server's own LIKE knows. */
    private boolean like(String pattern) {
        return Sql.row(connection, "SELECT database() LIKE ? AS n", pattern).number("n") == 1;
    }

    /** What a role may read is not listed with the account. */
    private boolean hasRoles() {
        return grants().stream().anyMatch(g -> !g.contains(" ON "));
    }

    private List<String> grants() {
        return Sql.rows(connection, "SHOW GRANTS").stream()
                .flatMap(l -> l.values().values().stream())
                .map(String::valueOf)
                .toList();
    }
}

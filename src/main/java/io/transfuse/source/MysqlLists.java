package io.transfuse.source;

import java.sql.Connection;
import java.util.HashMap;
import java.util.regex.Pattern;

/**
 * The temporary tables with the names of the rows that a limit keeps. MySQL opens a temporary table only once in a
 * query, however often a query asks for rows of the same table, and so each further opening gets a copy.
 */
final class MysqlLists {

    /** The column that names a row. */
    static final String NAMED = "named";

    private static final String PREFIX = "_transfuse_list";

    private static final Pattern OPENED = Pattern.compile("\\b" + PREFIX + "\\d+(?= k\\b)");

    private MysqlLists() {}

    /** The list of the table with this number. */
    static String name(int table) {
        return PREFIX + table;
    }

    /** The same query, in which no list stands twice; the session has the copies then. */
    static String opened(Connection session, String sql) {
        var times = new HashMap<String, Integer>();
        return OPENED.matcher(sql).replaceAll(found -> {
            var time = times.merge(found.group(), 1, Integer::sum);
            return time == 1 ? found.group() : copy(session, found.group(), time);
        });
    }

    /** Made once; where it exists, the server fills it no second time. */
    private static String copy(Connection session, String list, int time) {
        var copy = list + "_" + time;
        MysqlSnapshot.execute(
                session,
                "CREATE TEMPORARY TABLE IF NOT EXISTS " + copy + " (PRIMARY KEY (" + NAMED
                        + ")) ENGINE=InnoDB SELECT * FROM " + list);
        return copy;
    }
}

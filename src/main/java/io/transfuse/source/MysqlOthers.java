package io.transfuse.source;

import io.transfuse.model.Catalogue.NotCarried;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a database holds beside tables: it is listed with its text, because it is written in MySQL's own language. */
record MysqlOthers(Connection connection) {

    /** The engine of tables that show the rows of others. */
    static final String MERGE = "MRG_MYISAM";

    List<NotCarried> all() {
        var others = new ArrayList<NotCarried>();
        add(others, "view", "a view has no rows of its own; write it again for PostgreSQL", """
                SELECT table_name AS name, view_definition AS body
                FROM information_schema.views WHERE table_schema = database() ORDER BY table_name, CAST(table_name AS BINARY)""");
        add(others, "trigger", "its body is MySQL's language; write it again for PostgreSQL", """
                SELECT trigger_name AS name, CONCAT(action_timing, ' ', event_manipulation, ' ON ',
                       event_object_table, ' FOR EACH ROW ', action_statement) AS body
                FROM information_schema.triggers WHERE trigger_schema = database() ORDER BY trigger_name, CAST(trigger_name AS BINARY)""");
        add(others, "routine", "its body is MySQL's language; write it again for PostgreSQL", """
                SELECT routine_name AS name, CONCAT(routine_type, ' ', COALESCE(routine_definition, '')) AS body
                FROM information_schema.routines WHERE routine_schema = database() ORDER BY routine_name""");
        add(others, "event", "PostgreSQL has no scheduler of its own; use cron or pg_cron", """
                SELECT event_name AS name, event_definition AS body
                FROM information_schema.events WHERE event_schema = database() ORDER BY event_name""");
        add(
                others,
                "partitions",
                "the table is in one piece, with all rows; 'partition' in its rules makes others",
                """
                SELECT MIN(table_name) AS name, CONCAT('PARTITION BY ', MIN(partition_method), ' (',
                       COALESCE(MIN(partition_expression), ''), ') in ', COUNT(DISTINCT partition_name), ' partitions') AS body
                FROM information_schema.partitions WHERE table_schema = database() AND partition_name IS NOT NULL
                GROUP BY CAST(table_name AS BINARY) ORDER BY name""");
        add(
                others,
                "invisible column",
                "it is an ordinary column: INSERT without names of columns must give it too",
                """
                SELECT CONCAT(table_name, '.', column_name) AS name, column_type AS body
                FROM information_schema.columns WHERE table_schema = database() AND extra LIKE '%INVISIBLE%'
                ORDER BY table_name, CAST(table_name AS BINARY), ordinal_position""");
        return others;
    }

    /** What is to be known of engines. */
    List<String> remarks() {
        return Stream.of(uncovered(), merged()).flatMap(Optional::stream).toList();
    }

    /** The tables that no snapshot covers, as a remark. */
    private Optional<String> uncovered() {
        var others = Sql.rows(connection, """
                SELECT table_name AS tbl, engine AS engine FROM information_schema.tables
                WHERE table_schema = database() AND table_type = 'BASE TABLE'
                  AND engine NOT IN ('InnoDB', 'ROCKSDB', 'TokuDB') ORDER BY table_name""");
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("no snapshot covers "
                        + others.stream()
                                .map(l -> l.text("tbl") + " (" + l.text("engine") + ")")
                                .collect(Collectors.joining(", "))
                        + ": these engines have none, so nobody must write there meanwhile");
    }

    /** The tables that have no rows of their own, as a remark. */
    private Optional<String> merged() {
        var names = Sql.rows(connection, """
                SELECT table_name AS tbl FROM information_schema.tables
                WHERE table_schema = database() AND UPPER(engine) = '%s' ORDER BY table_name""".formatted(MERGE)).stream()
                .map(l -> l.text("tbl"))
                .collect(Collectors.joining(","));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names + (names.contains(",") ? " show" : " shows")
                        + " rows of other tables (MERGE), which have their own keys, so PostgreSQL gets no primary or"
                        + " unique key there, and rows of tables that are read too arrive twice; --skip=" + names
                        + " leaves them out");
    }

    private void add(List<NotCarried> others, String kind, String reason, String sql) {
        Sql.rows(connection, sql)
                .forEach(l -> others.add(new NotCarried(kind, l.text("name"), l.text("body"), reason)));
    }
}

package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Table;
import io.transfuse.source.Sql.Line;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what a database of MySQL or MariaDB declares, by a few queries for all of its tables together. */
record MysqlCatalogue(Connection connection, MysqlServer server) {

    Catalogue read() {
        var others = new ArrayList<NotCarried>();
        var columns = byTable(columns());
        var checks = byTable(checks());
        var keys = new MysqlKeys(connection, server);
        var indexes = byTable(keys.indexes());
        var references = keys.references(others);
        var tables = new ArrayList<Table>();
        // Here and below: where names differ only in case the server sorts them as it likes, but each run must see one
        // order.
        for (var line : Sql.rows(connection, """
                SELECT table_name AS tbl, table_type AS kind, auto_increment AS counter, table_comment AS comment,
                       engine AS engine
                FROM information_schema.tables WHERE table_schema = database() ORDER BY table_name, CAST(table_name AS BINARY)""")) {
            var name = line.text("tbl");
            switch (line.text("kind")) {
                case "BASE TABLE", "SYSTEM VERSIONED" -> {
                    tables.add(table(
                            line,
                            columns.getOrDefault(name, List.of()),
                            indexes.getOrDefault(name, List.of()),
                            references.getOrDefault(name, List.of()),
                            checks.getOrDefault(name, List.of())));
                    if (line.text("kind").startsWith("SYSTEM")) {
                        others.add(new NotCarried(
                                "history",
                                name,
                                "",
                                "the rows of the present are carried; older versions of rows are not"));
                    }
                }
                case "VIEW" -> {
                    // Listed with its text below.
                }
                default -> others.add(new NotCarried("sequence", name, "", "create it again in PostgreSQL"));
            }
        }
        others.addAll(new MysqlOthers(connection).all());
        if (server.mariadb() && !server.tellsChecks()) {
            others.add(new NotCarried("checks", server.database(), "", server.product() + " does not tell them"));
        }
        return new Catalogue(server.kind(), server.database(), tables, others);
    }

    private static Map<String, List<Line>> byTable(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(l -> l.text("tbl"), LinkedHashMap::new, Collectors.toList()));
    }

    private List<Line> columns() {
        var lines = Sql.rows(connection, """
                SELECT table_name AS tbl, column_name AS name, column_type AS type, column_default AS given,
                       is_nullable AS nullable, character_set_name AS charset, collation_name AS collation,
                       extra AS extra, %s AS expression, column_comment AS comment
                FROM information_schema.columns WHERE table_schema = database()
                ORDER BY table_name, CAST(table_name AS BINARY), ordinal_position""".formatted(server.tellsGenerated() ? "generation_expression" : "NULL"));
        var members = new MysqlMembers(connection);
        lines.forEach(l -> l.values().put("type", members.spelled(l)));
        lines.forEach(new MysqlDefaults(connection, server.mariadb())::complete);
        if (!server.mariadb()) {
            TwiceEncoded.mend(lines, "expression");
            // A default that is not computed is shown as it is.
            TwiceEncoded.mend(lines.stream().filter(MysqlColumns::computed).toList(), "given");
        }
        return lines;
    }

    private List<Line> checks() {
        if (!server.tellsChecks()) {
            return List.of();
        }
        if (server.mariadb()) {
            return Sql.rows(connection, """
                    SELECT table_name AS tbl, constraint_name AS name, check_clause AS condition_text
                    FROM information_schema.check_constraints WHERE constraint_schema = database()
                    ORDER BY table_name, CAST(table_name AS BINARY), constraint_name""");
        }
        var lines = Sql.rows(connection, """
                SELECT t.table_name AS tbl, t.constraint_name AS name, c.check_clause AS condition_text
                FROM information_schema.table_constraints t JOIN information_schema.check_constraints c
                  ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
                WHERE t.table_schema = database() AND t.constraint_type = 'CHECK' AND t.enforced = 'YES'
                ORDER BY t.table_name, CAST(t.table_name AS BINARY), t.constraint_name""");
        TwiceEncoded.mend(lines, "condition_text");
        return lines;
    }

    private Table table(
            Line line, List<Line> columns, List<Line> indexes, List<Table.ForeignKey> references, List<Line> checks) {
        if (!server.mariadb()) {
            columns.forEach(new MysqlBytes(connection)::complete);
        }
        var reader = new MysqlColumns(server.mariadb(), columns, checks);
        if (line.text("engine").equalsIgnoreCase(MysqlOthers.MERGE)) {
            MysqlKeys.loosen(indexes);
        }
        var declared = new MysqlKeys.Declared(indexes);
        var all = reader.all();
        return new Table(
                line.text("tbl"),
                all,
                declared.primary(),
                declared.uniques(),
                references,
                declared.indexes(),
                reader.checks(),
                new MysqlPosition(all, declared.primary(), declared.uniques()).sql(server.hasWindows()),
                line.text("comment"),
                line.isNull("counter") ? Optional.empty() : Optional.of(line.number("counter")));
    }
}

package io.transfuse.source;

import io.transfuse.source.Sql.Line;
import io.transfuse.types.MysqlLiteral;
import io.transfuse.types.MysqlType;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The members of enumerations and sets as rows and defaults hold them: the information schema knows no letters of four
 * bytes, and shows a question mark for each.
 */
record MysqlMembers(Connection connection) {

    /** The type with the members that are held; one that nothing holds stays as the information schema shows it. */
    String spelled(Line column) {
        var type = column.text("type");
        if (!type.matches("(?s)(enum|set)\\(.*\\?.*")) {
            return type;
        }
        var members = new ArrayList<>(MysqlType.of(type).members());
        var set = type.startsWith("set");
        var held = new ArrayList<>(held(column));
        if (column.text("given").contains("?") && !MysqlColumns.computed(column)) {
            held.addAll(given(column));
        }
        for (var line : held) {
            var labels = set ? List.of(line.text("label").split(",", -1)) : List.of(line.text("label"));
            put(members, labels, places(line.number("place"), set));
        }
        return members.stream()
                .map(MysqlLiteral::written)
                .collect(Collectors.joining(",", type.substring(0, type.indexOf('(') + 1), ")"));
    }

    private List<Line> held(Line column) {
        var name = MysqlReads.quoted(column.text("name"));
        return Sql.rows(
                connection,
                "SELECT DISTINCT " + name + " + 0 AS place, CONVERT(" + name + " USING utf8mb4) AS label FROM "
                        + MysqlReads.quoted(column.text("tbl")) + " WHERE " + name + " + 0 > 0");
    }

    private List<Line> given(Line column) {
        var given = "DEFAULT(t." + MysqlReads.quoted(column.text("name")) + ")";
        return Sql.rows(
                        connection,
                        "SELECT " + given + " + 0 AS place, CONVERT(" + given + " USING utf8mb4) AS label"
                                + MysqlDefaults.from(column.text("tbl")))
                .stream()
                .filter(l -> l.number("place") > 0)
                .toList();
    }

    /** An enumeration counts its members from 1; a set has a bit for each. */
    private static List<Integer> places(long place, boolean set) {
        if (!set) {
            return List.of((int) place - 1);
        }
        var places = new ArrayList<Integer>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((place >>> bit & 1) == 1) {
                places.add(bit);
            }
        }
        return places;
    }

    private static void put(List<String> members, List<String> labels, List<Integer> places) {
        for (int i = 0; i < places.size() && i < labels.size(); i++) {
            if (places.get(i) < members.size()) {
                members.set(places.get(i), labels.get(i));
            }
        }
    }
}

package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.types.MysqlType;

/** Prescribed types of dates and times that hold less of a second, or of a day, than the values have. */
record FineTimes(Graph graph, Entity entity, Table.Column column) {

    /** The type that holds all digits of the source's seconds. */
    PgType fit(PgType asked) {
        return known() && MysqlType.of(column).length() > asked.fraction() && beyond(asked) > 0
                ? asked.finest()
                : asked;
    }

    /** What a run would refuse although no type is narrower than the one declared. */
    void told(PgType asked, ColumnRules rule) {
        if (entity.given()) {
            return;
        }
        if (asked.kind() == PgType.Kind.DATE && (known() || moments())) {
            timeOfDay(asked, rule);
        } else if (!asked.equals(asked.finest())
                && asked.fraction() < asked.finest().fraction()
                && !known()) {
            warn(rule.key() + " asks for " + asked + "; rows whose seconds have more digits are rejected as too-fine. "
                    + asked.finest() + " takes them all");
        }
    }

    /** Rows that hold more than a day. */
    private void timeOfDay(PgType asked, ColumnRules rule) {
        var rows = beyond(asked);
        if (rows > 0) {
            warn(rule.key() + " asks for date, but " + Notes.count(rows, "row has", "rows have")
                    + " a time of day too and will be rejected as not-a-date; timestamp takes them");
        } else if (!known() && !profile().only(Storage.TEXT)) {
            warn(rule.key() + " asks for date; rows whose number means a time of day too are rejected as"
                    + " not-a-date; timestamp takes them");
        }
    }

    /** Of columns of dates or times, the source can tell; what texts and numbers mean, nobody has asked. */
    private boolean known() {
        var type = MysqlType.of(column);
        return graph.dialect().mysql()
                && !entity.given()
                && column.nature().joined().isEmpty()
                && (type.dated() || type.family() == MysqlType.Family.TIME);
    }

    /** Whether SQLite holds nothing but moments, of which some may be more than a day. */
    private boolean moments() {
        return !graph.dialect().mysql()
                && column.nature().joined().isEmpty()
                && profile().fact("moment") == profile().values()
                && profile().fact("iso-date") < profile().values();
    }

    private OfColumn profile() {
        return entity.profile(column.name());
    }

    private long beyond(PgType asked) {
        return graph.source().beyond(entity.table(), column.name(), asked);
    }

    private void warn(String text) {
        graph.notes().warn(entity.name(), column.name(), text);
    }
}

package io.transfuse.plan;

import io.transfuse.model.Table;

/** In how many ways the texts of a column write moments: alone, a day and its midnight differ. */
record MomentShapes(Graph graph, Entity entity) {

    /** Where another offset than UTC's begins at the earliest. */
    private static final int OFFSET_FROM = 12;

    /**
     * Whether two of them may be one moment. With equal signs in equal places only their digits differ, and with them
     * the moment, unless some of them are an offset.
     */
    boolean several(Table.Column column) {
        var profile = entity.profile(column.name());
        if (profile.values() == profile.fact("iso-date")) {
            return false;
        }
        if (graph.dialect().mysql() || column.nature().joined().isPresent()) {
            return true;
        }
        var own = "t." + graph.source().quoted(column.name());
        var other = "o." + graph.source().quoted(column.name());
        return graph.source()
                        .count(
                                entity.name(),
                                shape(own) + " <> (SELECT max(" + shape(other) + ") FROM "
                                        + graph.source().quoted(entity.name()) + " o) OR (substr(" + own + ", "
                                        + OFFSET_FROM + ") GLOB '*[-+]*' AND " + own + " NOT LIKE '%+00:00')")
                > 0;
    }

    /** The text with a zero for every digit. */
    private static String shape(String text) {
        var shape = text;
        for (int digit = 1; digit <= 9; digit++) {
            shape = "replace(" + shape + ", '" + digit + "', '0')";
        }
        return shape;
    }
}

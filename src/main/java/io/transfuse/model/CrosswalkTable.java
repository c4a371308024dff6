package io.transfuse.model;

import io.transfuse.model.TargetTable.TargetColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The table in which the target keeps old and new keys of one of its tables, beside the ledger. */
public final class CrosswalkTable {

    /** The ledger's schema. */
    public static final String SCHEMA = "transfuse";

    /** The column of old keys. */
    public static final String OLD = "old_id";

    /** The column of new keys. */
    public static final String NEW = "new_id";

    /** The column of the source tables' names, where several of them share the target. */
    public static final String OF = "source";

    /** Leaves room for what names of indexes add. */
    private static final int LONGEST = 50;

    private CrosswalkTable() {}

    /**
     * The table for {@code table}, whose key is {@code newColumn}.
     *
     * @param shared whether its rows are of several source tables
     */
    public static TargetTable of(TargetTable table, String newColumn, boolean shared) {
        var name = name(table);
        var columns = Stream.of(
                column(OLD, PgType.of("text")),
                column(NEW, table.column(newColumn).orElseThrow().type()),
                column(OF, PgType.of("text")));
        return new TargetTable(
                SCHEMA,
                name,
                columns.limit(shared ? 3 : 2).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new TargetTable.Index(name + "_old", false, "(" + OLD + ")")),
                List.of(),
                List.of(),
                "Old and new keys of " + table.qualified(),
                Layout.PLAIN);
    }

    private static TargetColumn column(String name, PgType type) {
        return new TargetColumn(name, type, true, Optional.empty(), false);
    }

    private static String name(TargetTable table) {
        var name = "crosswalk_" + table.schema() + "_" + table.name();
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return name;
        }
        var digest = new CRC32();
        digest.update(bytes);
        var end = Math.min(name.length(), LONGEST - 9);
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST - 9
                || Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + String.format(Locale.ROOT, "_%08x", digest.getValue());
    }
}

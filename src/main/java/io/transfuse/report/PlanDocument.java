package io.transfuse.report;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Layout.Partition;
import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan as {@code migration_plan.json} shows it.
 *
 * @param identity what this is a plan of
 * @param totals how much it is
 * @param forecast what a run will take and refuse
 * @param blockers decisions that forbid a run
 * @param warnings decisions worth a look
 * @param notes further decisions
 * @param sources what is read
 * @param tables what is written, one entry for each target table and each source table whose rows go there
 * @param enumTypes enumeration types of PostgreSQL that columns have
 * @param polymorphic references whose entity another column tells
 * @param notCarried objects of the source that are listed instead
 */
public record PlanDocument(
        Plan.Identity identity,
        Totals totals,
        Forecast forecast,
        List<Plan.Note> blockers,
        List<Plan.Note> warnings,
        List<Plan.Note> notes,
        List<Read> sources,
        List<Written> tables,
        List<Plan.EnumType> enumTypes,
        List<Plan.Polymorphic> polymorphic,
        List<Catalogue.NotCarried> notCarried) {

    /** How much is planned. */
    public record Totals(int sourceTables, int targetTables, long sourceRows, long expectedRows) {}

    /**
     * One source table: its rows, about what the source stores for them, what is asked about its references, and what
     * is left out.
     */
    public record Read(
            String table,
            long rows,
            long bytes,
            List<String> key,
            List<String> targets,
            List<Mapping.Drop> drops,
            List<Asked> references,
            List<String> columnsLeftOut,
            List<String> transformations) {}

    /** A reference and the orphans that the source counts for it. */
    public record Asked(
            String column,
            String refersTo,
            String keyColumn,
            long expectedOrphans,
            @Nullable String orphanPolicy,
            boolean lookedUp,
            @Nullable String branchSql) {}

    /** One target table; {@code partitions} tells in how many parts its source is read, and along which columns. */
    public record Written(
            String source,
            String target,
            String comment,
            long expectedRows,
            Mapping.Parts partitions,
            @Nullable Split split,
            List<Column> columns,
            Constraints constraints,
            @Nullable String crosswalk,
            List<Plan.Note> blockers,
            List<Plan.Note> warnings) {}

    /** This target's part of a split source; {@code where} is null for all rows that no other target takes. */
    public record Split(@Nullable String where, List<String> others) {}

    /**
     * One target column; the lists name each source column it takes, its declared type, how it is read and what the
     * profile saw in it.
     */
    public record Column(
            String target,
            String targetType,
            boolean nullable,
            @Nullable String defaultSql,
            boolean identity,
            @Nullable String generated,
            String comment,
            List<String> source,
            List<String> sourceType,
            List<String> readAs,
            List<Seen> seen,
            String value,
            String rule) {}

    /**
     * What the rows of one source column hold, counted; no value is named.
     *
     * @param classes rows by storage class
     * @param longest the longest text or blob, in characters or bytes
     * @param facts values of which something else holds, for example that they are UUIDs
     */
    public record Seen(Map<Storage, Long> classes, long longest, Map<String, Long> facts) {}

    /** What the target table guarantees, and how it is laid out; {@code partition} is null for a table in one piece. */
    public record Constraints(
            List<String> primaryKey,
            List<List<String>> uniques,
            List<Table.Check> checks,
            List<Table.Check> guards,
            List<TargetTable.Link> foreignKeys,
            List<TargetTable.Index> indexes,
            List<String> touched,
            @Nullable Partition partition,
            Map<String, String> storage) {}
}

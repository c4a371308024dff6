package io.transfuse.pipeline;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.Plan.EnumType;
import io.transfuse.model.Plan.Polymorphic;
import io.transfuse.model.Plan.Prediction;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Check;
import io.transfuse.stage.Shared;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was learnt while the source was there, kept beside the stage so that a verdict can be repeated without the
 * source.
 *
 * @param sources rows read and dropped, counted by the source itself
 * @param origins the source tables of each target, by {@code schema.table}
 * @param checks comparisons of the source with the stage, and what the profile foresaw
 * @param polymorphic references that no foreign key guards
 * @param keptOrphans foreign keys that stay NOT VALID, as {@code schema.table.name}
 * @param crosswalks crosswalk files by {@code schema.table}, one for each source table
 * @param predictions what the plan foretold
 * @param types enumerations that the tables need
 * @param further targets that hold further rows of a source table
 * @param splits targets that hold a part of a source table's rows
 * @param shared how many staged rows share an address or number, by {@code schema.table.column}
 * @param targets the tables, in the order in which they take names for keys and indexes
 */
public record Evidence(
        List<SourceCount> sources,
        Map<String, List<String>> origins,
        List<Check> checks,
        List<Polymorphic> polymorphic,
        List<String> keptOrphans,
        Map<String, List<Crosswalk>> crosswalks,
        List<Prediction> predictions,
        List<EnumType> types,
        List<Further> further,
        List<Further> splits,
        Map<String, Shared> shared,
        List<TargetTable> targets) {

    public Evidence {
        predictions = List.copyOf(predictions);
        types = List.copyOf(types);
        further = List.copyOf(further);
        // What an older version noted has neither.
        splits = List.copyOf(Objects.requireNonNullElse(splits, List.of()));
        shared = Map.copyOf(Objects.requireNonNullElse(shared, Map.of()));
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
        origins = Map.copyOf(origins);
        checks = List.copyOf(checks);
        polymorphic = List.copyOf(polymorphic);
        keptOrphans = List.copyOf(keptOrphans);
        crosswalks = Map.copyOf(crosswalks);
    }

    /** The same with what rows share by now. */
    Evidence with(Map<String, Shared> others) {
        return new Evidence(
                sources,
                origins,
                checks,
                polymorphic,
                keptOrphans,
                crosswalks,
                predictions,
                types,
                further,
                splits,
                others,
                targets);
    }

    /** Rows of one source table; those that rows of others were looked up in may be of a table that is not carried. */
    public record SourceCount(String table, long read, long dropped, long consulted) {}

    /**
     * A target of further rows, or of those rows of a split table that its condition finds.
     *
     * @param target its qualified name
     * @param table the source table that they come of
     * @param label how rows on this way are named beside those of the table itself
     * @param rows rows of the table that belong there, counted by the source
     */
    public record Further(String target, String table, String label, long rows) {}
}

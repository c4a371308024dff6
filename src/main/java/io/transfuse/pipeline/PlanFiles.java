package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.load.Ddl;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Plan;
import io.transfuse.report.OutDirectory;
import io.transfuse.report.OutFile;
import io.transfuse.report.PlanJson;
import io.transfuse.report.SchemaDiff;
import io.transfuse.verify.PostChecksSql;
import io.transfuse.verify.TargetChecks;
import java.util.Map;
import java.util.Set;

/** Writes what a plan decides as files: for people, for psql, for programs. */
record PlanFiles(OutDirectory out, Settings settings) {

    void write(Plan plan) {
        PlanJson.write(out, plan);
        SchemaDiff.write(out, plan);
        var ddl = ddl(plan);
        out.write(OutFile.SCHEMA_SQL, ddl.schemaSql());
        out.write(OutFile.INDEXES_SQL, ddl.indexesSql());
        checks(plan, Map.of());
    }

    /** The checks for psql; with the staged rows of each table once they are known. */
    void checks(Plan plan, Map<String, Long> rows) {
        out.write(
                OutFile.CHECKS_SQL,
                PostChecksSql.script(
                        TargetChecks.of(plan.targets(), plan.polymorphic(), rows, Proof.keptOrphans(plan))));
    }

    Ddl ddl(Plan plan) {
        var ddl = new Ddl(plan.targets(), settings.extensions(), Set.copyOf(Proof.keptOrphans(plan)));
        return settings.existing() ? ddl.forExisting() : ddl;
    }

    /** Rows that the plan expects in the target, before rejects. */
    static long expected(Plan plan) {
        return plan.mappings().stream()
                .flatMap(m -> m.branches().stream())
                .mapToLong(Branch::expected)
                .sum();
    }
}

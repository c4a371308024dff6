package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.model.Mapping;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.read.Given;
import io.transfuse.read.Reader;
import io.transfuse.read.Throttle;
import io.transfuse.source.Source;
import io.transfuse.transform.Derivation;
import io.transfuse.transform.Judged;
import io.transfuse.transform.Reshape;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How the rows of a target are read and reshaped in one run, however often that is done. */
record Reading(Settings settings, Source source, RunMark mark) {

    /** The rows of each part of a target. */
    List<Dataset<Row>> rows(SparkSession session, Work work, long partitionRows) {
        return work.each(p -> rows(session, p, partitionRows));
    }

    /** The rows of the source, or of the settings; large values in one part, so that no two are in memory together. */
    private Dataset<Row> rows(SparkSession session, Part part, long partitionRows) {
        if (part.mapping().kind() == Mapping.Kind.GIVEN) {
            return Given.rows(session, part.mapping());
        }
        var throttle =
                new Throttle(settings.engine().readers(), settings.engine().rowsPerSecond());
        return new Reader(session, source, part.large() ? Long.MAX_VALUE : partitionRows, throttle)
                .rows(part.mapping(), part.branch());
    }

    /** What becomes of them. */
    Judged reshaped(Work work) {
        return new Judged(work.each(this::reshape));
    }

    Reshape reshape(Part part) {
        return new Reshape(
                part.mapping(),
                part.branch(),
                Derivation.of(mark.namespace(), settings.uuids().key()),
                settings.policies(part.mapping().source().name()),
                Transformations.of(part.mapping()));
    }
}

package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.model.Mapping;
import io.transfuse.read.Given;
import io.transfuse.read.Reader;
import io.transfuse.read.Throttle;
import io.transfuse.source.Source;
import io.transfuse.transform.Derivation;
import io.transfuse.transform.Reshape;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How the rows of a target are read and reshaped in one run, however often that is done. */
record Reading(Settings settings, Source source, RunMark mark) {

    /** The rows of the source, or of the settings; large values in one part, so that no two are in memory together. */
    Dataset<Row> rows(SparkSession session, Work work, long partitionRows) {
        if (work.mapping().kind() == Mapping.Kind.GIVEN) {
            return Given.rows(session, work.mapping());
        }
        var throttle =
                new Throttle(settings.engine().readers(), settings.engine().rowsPerSecond());
        return new Reader(session, source, work.large() ? Long.MAX_VALUE : partitionRows, throttle)
                .rows(work.mapping(), work.branch());
    }

    /** What becomes of them. */
    Reshape reshape(Work work) {
        return new Reshape(
                work.mapping(),
                work.branch(),
                Derivation.of(mark.namespace(), settings.uuids().key()),
                settings.policies(work.mapping().source().name()),
                Transformations.of(work.mapping()));
    }
}

package io.transfuse.pipeline;

import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import org.apache.spark.sql.SparkSession;

/** The order of the steps. */
public final class Migration implements Commands {

    @Override
    public Outcome plan(Request request, Progress progress) {
        throw notBuiltYet();
    }

    @Override
    public Outcome run(Request request, Start start, Progress progress) {
        throw notBuiltYet();
    }

    @Override
    public Outcome verify(Request request, Progress progress) {
        throw notBuiltYet();
    }

    @Override
    public Outcome status(Request request, Progress progress) {
        throw notBuiltYet();
    }

    @Override
    public Outcome report(Request request, Progress progress) {
        throw notBuiltYet();
    }

    @Override
    public void startOnly() {
        SparkSession.builder()
                .master("local[*]")
                .appName("transfuse")
                .config("spark.ui.enabled", "false")
                .getOrCreate()
                .stop();
    }

    private static UserException notBuiltYet() {
        return UserException.usage("not built yet");
    }
}

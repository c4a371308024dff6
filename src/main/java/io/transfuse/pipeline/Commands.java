package io.transfuse.pipeline;

import io.transfuse.model.Progress;
import io.transfuse.stage.Rejects;
import io.transfuse.verify.KeySearch;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What can be asked of a migration; the command line knows nothing else about it. */
public interface Commands {

    /** Decides everything and touches nothing. */
    Outcome plan(Request request, Progress progress);

    /** Migrates, or goes on where an earlier call stopped. */
    Outcome run(Request request, Start start, Progress progress);

    /** Compares stage and target again. */
    Outcome verify(Request request, Progress progress);

    /** Makes the target equal to the stage where it differs, and compares both again. */
    Outcome repair(Request request, Progress progress);

    /** The same, after the rows of a file were staged that were refused before and are corrected there. */
    Outcome correct(Request request, Path file, Progress progress);

    /** Tells what is done and what is left. */
    Outcome status(Request request, Progress progress);

    /** Writes the report files again from the last results. */
    Outcome report(Request request, Progress progress);

    /** Tells whether the audit trail is as it was written. */
    Outcome checkAudit(Request request, Progress progress);

    /** Hands out every refused row with its values: this is the clear data that {@code rejects/} holds. */
    void rejects(Request request, Progress progress, Consumer<Rejects.Refused> reader);

    /** Tells which rows a digest in a report names, with their keys in clear. */
    List<KeySearch.Found> find(Request request, Progress progress, String digest);

    /** Writes the refused rows to a new file in which they can be mended; the number of rows that it has. */
    long correctable(Request request, Progress progress, Path file);

    /** Whether a run of this has so much to do that the JVM for it is worth other flags. */
    boolean large(Request request);

    /** The same for a comparison of stage and target. */
    boolean largeStage(Request request);

    /** Starts a Spark session and nothing else; the yardstick for the time that a command takes to begin. */
    void startOnly();

    /**
     * How a run begins and ends.
     *
     * @param fresh start over, removing only what the ledger says is ours
     * @param keep leave an embedded server up
     */
    record Start(boolean fresh, boolean keep) {}
}

package io.transfuse.cli;

import io.transfuse.model.Endpoint;
import io.transfuse.pipeline.Migration;
import io.transfuse.pipeline.Sessions;
import io.transfuse.sample.Order;
import io.transfuse.sample.Samples;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;

/** Where the process begins: arguments in, exit code out. */
public final class Main {

    /** What spark-submit calls a driver that runs on a machine of the cluster. */
    private static final String SUBMITTED = "cluster";

    private static final int NOT_WRITTEN = 4;

    private Main() {}

    public static void main(String[] args) {
        // Numbers in SQL, JSON and settings have digits of their own in some languages.
        Locale.setDefault(Locale.ROOT);
        hush(List.of(args));
        var interruption = Interruption.watch(System.err);
        var code = new Shell(new Migration(), Main::sample, Screen.ofProcess(), interruption::holdIfInterrupted)
                .execute(args);
        interruption.holdIfInterrupted();
        if (code == 0 && List.of(args).contains("--json") && System.out.checkError()) {
            System.err.println("the document could not be written to standard output; look whether a disk is full");
            code = NOT_WRITTEN;
        }
        interruption.over(code);
        if (code <= 1) {
            ClassArchive.writeIfAsked();
        }
        if (code == 0 && SUBMITTED.equals(System.getProperty("spark.submit.deployMode"))) {
            // There the cluster takes a driver that exits for one that failed; one that returns has succeeded.
            Sessions.end();
            return;
        }
        System.exit(code);
    }

    /** Libraries are heard with {@code --verbose} only; this must come before the first of them logs. */
    private static void hush(List<String> args) {
        var verbose = args.contains("-v") || args.contains("--verbose");
        System.setProperty("transfuse.log", verbose ? "warn" : "off");
        if (!verbose) {
            LogManager.getLogManager().reset();
        }
    }

    /** Hands a wish to the package {@code sample}. */
    private static Map<String, Long> sample(Sampling.Wish wish, Endpoint into) {
        var sample = Samples.named(wish.system());
        var order = new Order(wish.rows().orElse(sample.defaultRows()), wish.seed(), wish.dirty());
        return Samples.write(sample, into, order).present();
    }
}

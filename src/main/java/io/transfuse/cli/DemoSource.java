package io.transfuse.cli;

import io.transfuse.embedded.SourceDownload;
import io.transfuse.embedded.SourceProduct;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Progress;
import io.transfuse.sample.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The source database of a demo; a server is up until it is closed. */
interface DemoSource extends AutoCloseable {

    /** The one that the system's sample is made for, below the directory of the demo. */
    static DemoSource of(String system, Path out, SourceProduct product, Progress progress) {
        return switch (Samples.named(system).kind()) {
            case SQLITE -> new DemoFile(out.resolve("source.db"));
            case MYSQL -> {
                var archive = new SourceDownload(product).archive(progress::say);
                yield new DemoServer(
                        system, archive, out.resolve(product.kind()).resolve("data"));
            }
        };
    }

    /** Whether an earlier call left something in it. */
    boolean exists();

    /** What to add to the recipe, so that another kind of source is not taken for this one. */
    String recipe();

    /** The database, which then holds nothing. */
    Endpoint emptied() throws IOException;

    /** The settings that read it. */
    Map<String, String> settings();

    /** Where it is, for people. */
    String place();

    @Override
    void close();
}

package io.transfuse.cli;

import io.transfuse.model.UserException;
import io.transfuse.pipeline.Commands;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line has to do with refused rows: to print them, to write them to a file, to load what is mended.
 */
record Correcting(Commands commands, Screen screen) {

    /** The way of {@code verify}. */
    Transfuse.Ask verify(boolean repair, @Nullable Path file, Options options) {
        if (options.dryRun) {
            throw UserException.usage("--dry-run is given to verify, but is for run; verify without --repair tells what"
                    + " differs and touches nothing");
        }
        if (file == null) {
            return repair ? commands::repair : commands::verify;
        }
        if (!repair) {
            throw UserException.usage("--corrected is given without --repair, but must stand beside it");
        }
        return (request, progress) -> commands.correct(request, file, progress);
    }

    /** Prints refused rows, or writes them to a file. */
    int refused(boolean rejects, @Nullable Path file, Options options) {
        if (!rejects) {
            throw UserException.usage("--as is given without --rejects, but must stand beside it");
        }
        var progress = screen.progress(options.output);
        if (file != null) {
            return screen.correctable(commands.correctable(options.request(), progress, file), file, options.output);
        }
        var listing = screen.listing(options.output);
        commands.rejects(options.request(), progress, listing::add);
        listing.end();
        return 0;
    }
}

package io.transfuse.cli;

import io.transfuse.model.UserException;
import io.transfuse.report.OutDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The directory of a demo: where its sample is, and the recipe that the sample was made by. */
final class DemoFolder {
    private final Path out;
    private final Path recipe;

    /** Makes the directory where there is none; one that holds a database of somebody else is refused. */
    DemoFolder(Path out) {
        this.out = OutDirectory.create(out).root();
        this.recipe = out.resolve("source.recipe");
        refuseForeign();
    }

    /** Whether the sample is there already, made by the same recipe. */
    boolean holds(Sampling.Wish wish, DemoSource source) {
        try {
            return source.exists()
                    && Files.exists(recipe)
                    && Files.readString(recipe).strip().equals(wish.recipe() + source.recipe());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the sample anew; the recipe is written last, so that half a sample is never taken for one. */
    Map<String, Long> fill(Sampling sampling, Sampling.Wish wish, DemoSource source) {
        try {
            Files.deleteIfExists(recipe);
            var planted = sampling.write(wish, source.emptied());
            Files.writeString(recipe, wish.recipe() + source.recipe() + "\n");
            return planted;
        } catch (FileSystemException e) {
            throw unwritable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseForeign() {
        if (Files.exists(out.resolve("source.db")) && !Files.exists(recipe)) {
            throw UserException.usage(
                    "--out is " + out + ", which holds a source.db of its own, but must be new or made by 'demo'");
        }
    }

    private UserException unwritable() {
        return UserException.usage("--out is " + out + ", but must be a directory that can be written");
    }
}

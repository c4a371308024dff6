package io.transfuse.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.transfuse.model.Circumstances.Step;
import io.transfuse.stage.Corrected;
import io.transfuse.stage.StageSeal;
import io.transfuse.verify.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The notes that lie beside the staged tables: whose stage it is, what the source said, what the files were, what took
 * how long.
 */
record StageNotes(String root, Configuration settings) {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);
    private static final String MARK = "_run.json";
    private static final String EVIDENCE = "_evidence.json";
    private static final String SEAL = "_seal.json";
    private static final String CORRECTED = "_corrected.json";
    private static final String STEPS = "_steps.json";
    private static final String DEFINITIONS = "_definitions.json";

    Optional<RunMark> mark() {
        return read(MARK, RunMark.class);
    }

    void write(RunMark mark) {
        write(MARK, mark);
    }

    Optional<Evidence> evidence() {
        return read(EVIDENCE, Evidence.class);
    }

    void write(Evidence evidence) {
        write(EVIDENCE, evidence);
    }

    /** What the data files were when everything was staged. */
    Optional<StageSeal> seal() {
        return read(SEAL, StageSeal.class);
    }

    void write(StageSeal seal) {
        write(SEAL, seal);
    }

    /** What was staged after the run, out of corrected rows. */
    Corrected corrected() {
        return read(CORRECTED, Corrected.class).orElse(Corrected.NONE);
    }

    void write(Corrected corrected) {
        write(CORRECTED, corrected);
    }

    /** Steps of this run that were done to their end, in this call or earlier ones. */
    List<Step> steps() {
        return read(STEPS, Step[].class).map(List::of).orElse(List.of());
    }

    void write(List<Step> steps) {
        write(STEPS, steps);
    }

    /** What the target's tables were made of when they were finished. */
    Optional<Definitions> definitions() {
        return read(DEFINITIONS, Definitions.class);
    }

    void write(Definitions definitions) {
        write(DEFINITIONS, definitions);
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        var path = new Path(root, name);
        try {
            var system = path.getFileSystem(settings);
            if (!system.exists(path)) {
                return Optional.empty();
            }
            try (var in = system.open(path)) {
                return Optional.of(JSON.readValue(in.readAllBytes(), type));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, Object value) {
        var path = new Path(root, name);
        var part = new Path(root, name + ".part");
        try {
            var system = path.getFileSystem(settings);
            try (var out = system.create(part, true)) {
                out.write(JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
            }
            system.delete(path, false);
            if (!system.rename(part, path)) {
                throw new IOException(part + " cannot be moved to " + path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

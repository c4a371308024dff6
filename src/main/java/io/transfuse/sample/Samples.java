package io.transfuse.sample;

import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import java.util.List;
import java.util.stream.Collectors;

/** All samples; to add one, implement {@link Sample} and name it here. */
public final class Samples {
    private static final List<Sample> ALL = List.of(
            new RadCase(),
            new EmrSim(),
            new EmrSimField(),
            new HealthApp(),
            new HealthAppField(),
            new Shop(),
            new Genascope(ClinicShape.DOCUMENT),
            new Genascope(ClinicShape.FIELD),
            new Medcenter(false),
            new Medcenter(true));

    private Samples() {}

    /** Finds the sample of a system. */
    public static Sample named(String system) {
        return ALL.stream()
                .filter(s -> s.system().equals(system))
                .findFirst()
                .orElseThrow(() -> UserException.usage(
                        "SYSTEM is " + system + ", but must be one of " + String.join(", ", systems())));
    }

    /** Fills a new or empty database of the kind that the sample is made for. */
    public static Planted write(Sample sample, Endpoint into, Order order) {
        var kind = into.kind().equals("sqlite") ? Kind.SQLITE : Kind.MYSQL;
        if (kind != sample.kind()) {
            throw UserException.usage("--into is " + into.kind() + ", but must be "
                    + sample.kind().url() + " for " + sample.system());
        }
        return switch (kind) {
            case SQLITE -> SampleFile.write(sample, into, order);
            case MYSQL -> SampleServer.write(sample, into, order);
        };
    }

    /** The systems that have a sample. */
    public static List<String> systems() {
        return ALL.stream().map(Sample::system).collect(Collectors.toUnmodifiableList());
    }
}

package io.transfuse.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what has a name as SQL does, in whatever case; SQLite tells the cases of letters beyond ASCII apart. */
public final class Spelt {

    private Spelt() {}

    /** The one that is spelled exactly so, or else the first that is in another case. */
    public static <T> Optional<T> find(List<T> all, Function<T, String> name, String wanted) {
        return all.stream()
                .filter(t -> name.apply(t).equals(wanted))
                .findFirst()
                .or(() -> all.stream()
                        .filter(t -> name.apply(t).equalsIgnoreCase(wanted))
                        .findFirst());
    }
}

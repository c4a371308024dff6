package io.transfuse.source;

import io.transfuse.model.Profile;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** The profile of a table from those of its parts. */
final class ProfileSum {

    /** Facts that are the largest of something; all others are counts. */
    private static final Set<String> LARGEST = Set.of("decimals", "digits");

    private ProfileSum() {}

    static Profile of(List<Profile> parts) {
        return parts.stream().reduce(ProfileSum::both).orElseThrow();
    }

    private static Profile both(Profile one, Profile other) {
        var columns = new HashMap<String, OfColumn>();
        one.columns()
                .forEach((name, column) -> columns.put(
                        name,
                        both(column, Objects.requireNonNull(other.columns().get(name), name))));
        // Each part tells the size of the whole table.
        return new Profile(one.table(), one.rows() + other.rows(), columns, Math.max(one.bytes(), other.bytes()));
    }

    private static OfColumn both(OfColumn one, OfColumn other) {
        Map<Storage, Long> classes = new HashMap<>(one.classes());
        other.classes().forEach((storage, count) -> classes.merge(storage, count, Long::sum));
        Map<String, Long> facts = new HashMap<>(one.facts());
        other.facts()
                .forEach((fact, count) ->
                        facts.merge(fact, count, (a, b) -> LARGEST.contains(fact) ? Math.max(a, b) : a + b));
        return new OfColumn(
                classes,
                chosen(one.minInteger(), other.minInteger(), Math::min),
                chosen(one.maxInteger(), other.maxInteger(), Math::max),
                Math.max(one.maxLength(), other.maxLength()),
                facts);
    }

    private static Optional<Long> chosen(Optional<Long> one, Optional<Long> other, BinaryOperator<Long> choice) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(choice.apply(one.get(), other.get()))
                : one.or(() -> other);
    }
}

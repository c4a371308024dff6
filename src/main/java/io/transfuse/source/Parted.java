package io.transfuse.source;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Questions about one table that may be asked side by side.
 *
 * @param questions each about other rows of the table, all of them about every row
 * @param together what the answers, one to each question, say about the whole table
 */
public record Parted<T>(List<Supplier<T>> questions, Function<List<T>, T> together) {

    public Parted {
        questions = List.copyOf(questions);
    }

    /** One question about all rows. */
    public static <T> Parted<T> whole(Supplier<T> question) {
        return new Parted<>(List.of(question), answers -> answers.get(0));
    }
}

package io.transfuse.plan;

import io.transfuse.config.Ways;
import io.transfuse.model.Lookup;
import io.transfuse.model.Storage;
import io.transfuse.model.Table;
import io.transfuse.source.Parted;
import io.transfuse.source.Referred;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns that are called like the key of a table whose rows get other keys or targets, and hold such keys, while
 * neither the source nor the settings call them a reference: they are carried as they are, and point nowhere then.
 */
record UnnamedReferences(Graph graph, Questions questions, Unsaid unsaid, SaidByName names) {

    UnnamedReferences(Graph graph, Questions questions) {
        this(graph, questions, new Unsaid(graph), SaidByName.of(graph));
    }

    /** A column and the table whose rows it seems to mean. */
    private record Guess(Entity entity, Table.Column column, Entity to) {
        long values() {
            return entity.profile(column.name()).values();
        }
    }

    /** Warns of each column most of whose values are keys of the table that its name says. */
    void warn() {
        var guesses = graph.entities().values().stream()
                .filter(e -> !e.given())
                .flatMap(this::guesses)
                .toList();
        var found = questions.together(guesses.stream().map(this::asked).toList());
        for (int i = 0; i < guesses.size(); i++) {
            warn(guesses.get(i), found.get(i).orphans());
        }
    }

    private Stream<Guess> guesses(Entity entity) {
        return entity.table().own().columns().stream()
                .filter(c -> !entity.keyColumn().equals(Optional.of(c.name())) || !entity.uuidKey())
                .flatMap(c -> names
                        .meant(entity, c.name())
                        .filter(to -> Unsaid.changes(to) && comparable(entity, c, to) && unsaid.open(entity, c.name()))
                        .map(to -> new Guess(entity, c, to))
                        .stream());
    }

    /** Only values of one kind are compared: others would be converted, and no index would help. */
    private static boolean comparable(Entity entity, Table.Column column, Entity to) {
        var key = to.table().column(to.keyColumn().orElseThrow()).orElseThrow();
        var own = entity.profile(column.name());
        var other = to.profile(key.name());
        return own.values() > 0
                && Stream.of(Storage.INTEGER, Storage.TEXT).anyMatch(s -> own.only(s) && other.only(s))
                && column.collation().equals(key.collation());
    }

    private Parted<Referred> asked(Guess guess) {
        var lookup = new Lookup(
                "r",
                guess.to().name(),
                guess.to().keyColumn().orElseThrow(),
                guess.column().name(),
                false,
                Optional.empty(),
                0);
        return graph.source()
                .referred(
                        guess.entity().table(),
                        lookup,
                        "TRUE",
                        false,
                        graph.settings().engine().partitionRows());
    }

    private void warn(Guess guess, long orphans) {
        var none = none(guess);
        var values = guess.values() - none;
        var found = guess.values() - orphans;
        if (found * 2 < values || found == 0) {
            return;
        }
        var foreign = Unsaid.foreign(guess.entity(), guess.column().name());
        var setting = key(guess, "references") + " = "
                + Unsaid.quoted(guess.to().name())
                + (none == 0 ? "" : ", " + key(guess, "columns") + ".policy.orphan = null")
                + followed(guess.to());
        graph.notes()
                .propose(
                        guess.entity().name(),
                        guess.column().name(),
                        foreign.map(r -> "becomes a UUID by " + r.key()).orElse("is carried as it is") + ", but "
                                + (found == values ? "all" : "%,d of".formatted(found))
                                + " %,d values are keys of ".formatted(values)
                                + guess.to().name()
                                + ", whose rows get other keys or targets"
                                + (none == 0 ? "" : ", and %,d are 0, which names none".formatted(none))
                                + "; let it follow by " + setting + ", or say that it stays by "
                                + foreign.map(r -> Ways.text(r.key()))
                                        .orElseGet(() -> key(guess, "columns") + " { from = "
                                                + Unsaid.quoted(guess.column().name()) + " }"),
                        setting);
    }

    /** A reference to a split table needs a column for each target. */
    private static String followed(Entity to) {
        return !to.split() || to.rules().rows().follow()
                ? ""
                : ", tables." + Unsaid.quoted(to.rules().source()) + ".unnamed-references = follow";
    }

    /** Rows that write 0 for no row at all. */
    private long none(Guess guess) {
        var key = guess.to().profile(guess.to().keyColumn().orElseThrow());
        var own = guess.entity().profile(guess.column().name());
        var zeros = own.only(Storage.INTEGER)
                && own.minInteger().filter(m -> m <= 0).isPresent()
                && key.minInteger().filter(m -> m > 0).isPresent();
        return zeros
                ? graph.source()
                        .count(
                                guess.entity().name(),
                                "t." + graph.source().quoted(guess.column().name()) + " = 0")
                : 0;
    }

    private static String key(Guess guess, String what) {
        return String.join(
                ".",
                List.of(
                        "tables",
                        Unsaid.quoted(guess.entity().rules().source()),
                        what,
                        Unsaid.quoted(guess.column().name())));
    }
}

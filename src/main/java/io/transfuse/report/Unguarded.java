package io.transfuse.report;

import static io.transfuse.report.Markdown.code;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Plan;
import io.transfuse.model.Value;
import io.transfuse.report.ApplicationChanges.Change;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the source refused, rounded or counted by itself, and PostgreSQL leaves to the application. */
record Unguarded(Plan plan) {
    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC);
    private static final Pattern NARROWER = Pattern.compile("(?i).*unsigned.*|tinyint.*|mediumint.*|year.*");
    private static final Set<Kind> TIMES = EnumSet.of(Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.TIME, Kind.INTERVAL);
    // Of MySQL, where no digits are written: SQLite keeps what it is given.
    private static final Pattern ROUNDED = Pattern.compile("(?i)(datetime|timestamp|time)(\\([0-5]\\))?");

    Stream<Change> kinds() {
        return Stream.of(
                change("Numbers with fewer limits", """
                        The source refused what is negative or too large here; PostgreSQL takes all that the type holds. \
                        Add a CHECK where the application relies on it.""", NUMBERS, NARROWER),
                change("Times with more digits", """
                        The source rounded to the digits that it declares; PostgreSQL keeps microseconds, also from now(). \
                        Round with date_trunc where two times are compared.""", TIMES, ROUNDED),
                change("Keys that count on", """
                        After a row that brings a key of its own PostgreSQL goes on counting where it was, and refuses the key \
                        when it comes to it: leave the column out of INSERT, or call setval. NULL and 0 ask for no number.""", (m, c) -> c.target().identity()));
    }

    /** Columns of these types, by what the source declares; SQLite's declared types limit nothing. */
    private Change change(String title, String advice, Set<Kind> kinds, Pattern declared) {
        return change(
                title,
                advice,
                (m, c) -> c.value() instanceof Value.Carry carry
                        && !plan.identity().cut().startsWith("sqlite:")
                        && kinds.contains(c.target().type().kind())
                        && declared.matcher(PlanJson.declaredType(m, carry.column()))
                                .matches());
    }

    /** One line for each table, because there may be many of them. */
    private Change change(String title, String advice, BiPredicate<Mapping, ColumnMapping> which) {
        return new Change(
                title,
                advice,
                plan.mappings().stream()
                        .flatMap(m -> m.branches().stream().flatMap(b -> {
                            var names = b.columns().stream()
                                    .filter(c -> which.test(m, c))
                                    .map(c -> code(c.target().name()))
                                    .collect(Collectors.joining(", "));
                            return names.isEmpty()
                                    ? Stream.<String>of()
                                    : Stream.of(code(b.target().name()) + ": " + names);
                        }))
                        .toList());
    }
}

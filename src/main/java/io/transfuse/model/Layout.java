package io.transfuse.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a target table lies on disk.
 *
 * @param partition how it is cut into partitions, empty for a table in one piece
 * @param storage storage parameters by name
 */
public record Layout(Optional<Partition> partition, Map<String, String> storage) {

    /** A table in one piece with the server's own parameters. */
    public static final Layout PLAIN = new Layout(Optional.empty(), Map.of());

    public Layout {
        storage = Map.copyOf(storage);
    }

    /** The parameters in one fixed order. */
    public Map<String, String> parameters() {
        return new TreeMap<>(storage);
    }

    /** The same with partitions that begin on these days. */
    public Layout starting(List<String> starts) {
        return new Layout(partition.map(p -> new Partition(p.column(), p.every(), starts, p.alone())), storage);
    }

    /**
     * Partitions by ranges of a date or moment, and one more for all other rows.
     *
     * @param column the column that decides
     * @param every how long each partition lasts
     * @param starts the first day of each, as {@code 2026-03-01}, in order
     * @param alone what must be unique by itself, but that PostgreSQL can only declare together with the column
     */
    public record Partition(String column, Every every, List<String> starts, List<Alone> alone) {
        /** More would fill the server's table of locks when the whole table is dropped or indexed. */
        public static final int MOST = 500;

        public Partition {
            starts = List.copyOf(starts);
            alone = List.copyOf(alone);
        }
    }

    /**
     * Something unique that PostgreSQL does not guard alone.
     *
     * @param name how reports call it
     * @param terms columns or expressions in PostgreSQL's SQL
     * @param where the condition under which it is unique, empty for all rows
     */
    public record Alone(String name, List<String> terms, String where) {
        public Alone {
            terms = List.copyOf(terms);
        }
    }

    /** How long a partition lasts. */
    public enum Every {
        YEAR,
        MONTH,
        DAY;

        /** The first day of the period that a day is in. */
        public LocalDate start(LocalDate day) {
            return switch (this) {
                case YEAR -> day.withDayOfYear(1);
                case MONTH -> day.withDayOfMonth(1);
                case DAY -> day;
            };
        }

        /** The first day of the next period. */
        public LocalDate next(LocalDate start) {
            return switch (this) {
                case YEAR -> start.plusYears(1);
                case MONTH -> start.plusMonths(1);
                case DAY -> start.plusDays(1);
            };
        }

        /** What a partition's name ends in: {@code y2026m03}. */
        public String ending(LocalDate start) {
            var year = String.format(Locale.ROOT, "y%04d", start.getYear());
            var month = String.format(Locale.ROOT, "m%02d", start.getMonthValue());
            return switch (this) {
                case YEAR -> year;
                case MONTH -> year + month;
                case DAY -> year + month + String.format(Locale.ROOT, "d%02d", start.getDayOfMonth());
            };
        }

        /** The word of the settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package io.transfuse.model;

import java.util.List;
import java.util.Optional;

/**
 * A source database as it declares itself.
 *
 * @param kind the product, for example {@code sqlite}
 * @param name the database or file name, without directories
 * @param tables the tables whose rows are carried
 * @param notCarried what is listed instead of carried: views, triggers, virtual tables, …
 */
public record Catalogue(String kind, String name, List<Table> tables, List<NotCarried> notCarried) {

    public Catalogue {
        tables = List.copyOf(tables);
        notCarried = List.copyOf(notCarried);
    }

    /** Finds a table by its exact name. */
    public Optional<Table> table(String wanted) {
        return tables.stream().filter(t -> t.name().equals(wanted)).findFirst();
    }

    /**
     * An object of the source that has no place in the target.
     *
     * @param kind view, trigger, virtual table, index, …
     * @param name its name in the source
     * @param text its definition, empty where the source has none
     * @param reason why it is not carried
     * @param proposal how PostgreSQL might write it, empty where nothing is proposed
     */
    public record NotCarried(String kind, String name, String text, String reason, String proposal) {

        /** An object for which nothing is proposed. */
        public NotCarried(String kind, String name, String text, String reason) {
            this(kind, name, text, reason, "");
        }
    }
}

package io.transfuse.types;

import io.transfuse.config.Policy;
import io.transfuse.model.Form;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Table.Column;
import java.util.Optional;

/** What the columns of one kind of source become: a table of rules, of which the first that fits wins. */
public interface TypeTable {

    /** Decides a column by its declaration, its rows and the policies. */
    Decision decide(Column column, OfColumn profile, Policy policy);

    /** How a column is read without loss, whatever it becomes. */
    Form form(Column column, OfColumn profile);

    /** What a text must be, that somebody wrote, for a column to hold it as it is; empty where it can. */
    default Optional<String> unfit(Column column, String text) {
        return Optional.empty();
    }
}

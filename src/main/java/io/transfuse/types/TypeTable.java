package io.transfuse.types;

import io.transfuse.config.Policy;
import io.transfuse.model.Form;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Table.Column;

/** What the columns of one kind of source become: a table of rules, of which the first that fits wins. */
public interface TypeTable {

    /** Decides a column by its declaration, its rows and the policies. */
    Decision decide(Column column, OfColumn profile, Policy policy);

    /** How a column is read without loss, whatever it becomes. */
    Form form(Column column, OfColumn profile);
}

package io.transfuse.source;

import io.transfuse.model.Mapping;
import io.transfuse.source.Source.Measured;
import java.util.List;
import java.util.Map;

/** Adds up a source's columns by its own plain SQL, over the rows of a branch that were not rejected. */
public interface Measures {

    /** What each column adds up to, by target column. */
    Map<String, Measured> of(Mapping mapping, Mapping.Branch branch, List<String> rejected);

    /** How many references there are, by target column; of those columns in which as many must arrive. */
    Map<String, Measured> references(Mapping mapping, Mapping.Branch branch, List<String> rejected);

    /**
     * How many different values each column holds, by target column; of the columns whose values have an order here.
     */
    Map<String, Long> distinct(Mapping mapping, Mapping.Branch branch, List<String> rejected);
}

package io.transfuse.plan;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import java.util.List;

/** Refuses tables of more columns than PostgreSQL takes, before a row is read. */
record Breadth(Notes notes) {

    private static final int MOST_COLUMNS = 1_600;

    void refuse(List<Mapping> mappings) {
        mappings.forEach(m -> m.branches().stream()
                .filter(b -> b.columns().size() > MOST_COLUMNS)
                .forEach(b -> refuse(m.source().name(), b)));
    }

    private void refuse(String source, Branch branch) {
        notes.block(
                source,
                "",
                "becomes " + branch.target().name() + " with "
                        + Notes.count(branch.columns().size(), "column", "columns")
                        + ", but must have at most " + Notes.count(MOST_COLUMNS, "column", "columns")
                        + " in PostgreSQL; leave some out with tables." + source
                        + ".drop, or give some of them a table of"
                        + " their own with tables." + source + ".also");
    }
}

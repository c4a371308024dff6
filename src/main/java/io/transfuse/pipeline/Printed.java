package io.transfuse.pipeline;

import io.transfuse.load.Attempts;
import io.transfuse.load.Target;
import io.transfuse.model.Validation.Check;
import io.transfuse.stage.StagedTable;
import io.transfuse.verify.Definitions;
import java.util.List;

/** How the target prints its tables: noted when they are finished, so that what is replaced afterwards shows. */
record Printed(StageNotes notes, Target target, List<StagedTable> tables) {

    /** Once, before anybody but the run had a reason to change them. */
    void noted() {
        if (notes.definitions().isEmpty()) {
            notes.write(now());
        }
    }

    /** Whether they are what they were; of a run that noted nothing there is nothing to say. */
    List<Check> kept() {
        return notes.definitions().map(d -> d.kept(now())).stream().toList();
    }

    private Definitions now() {
        var targets = tables.stream().map(StagedTable::target).toList();
        return Attempts.<Definitions, RuntimeException>of(
                target, "verify", () -> Definitions.of(target::connect, targets));
    }
}

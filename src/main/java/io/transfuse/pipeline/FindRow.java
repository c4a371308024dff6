package io.transfuse.pipeline;

import io.transfuse.model.UserException;
import io.transfuse.stage.StagedTable;
import io.transfuse.verify.KeySearch;
import io.transfuse.verify.KeySearch.Found;
import io.transfuse.verify.ShownKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which row a digest in a report names: it looks in the stage, the rejects and, if it must, in the target.
 *
 * @param targetKnown whether the settings name a target
 */
record FindRow(Workplace place, String digest, boolean targetKnown) {

    FindRow {
        if (!digest.matches(ShownKey.PREFIX + "[0-9a-f]{16}")) {
            throw UserException.usage("--find is " + digest + ", but must be a name of a row as the report has it: "
                    + ShownKey.PREFIX + " and 16 digits");
        }
    }

    List<Found> execute() {
        var mark = place.notes()
                .mark()
                .orElseThrow(() -> UserException.usage("--out is " + place.out.root()
                        + ", but must be the directory of a run; there is no stage to look in"));
        var search = new KeySearch(digest, mark.secret(place.settings));
        var tables = place.stage().tables();
        var found = new ArrayList<Found>();
        tables.forEach(t -> found.addAll(search.in(place.spark(), t)));
        place.rejects(mark.run()).each(r -> {
            if (search.named(r.key())) {
                found.add(new Found(r.table(), "rejects", "", r.table(), r.key()));
            }
        });
        if (found.isEmpty() && targetKnown) {
            found.addAll(inTarget(search, tables));
        }
        if (found.isEmpty()) {
            throw UserException.usage("--find is " + digest + ", but must be the digest of a row of this run, and no"
                    + " row of stage, rejects" + (targetKnown ? " and target" : "") + " has it; "
                    + (targetKnown ? "" : "name the target to look there too; ")
                    + "a run with uuid.key needs the same key here; a row that only the source has is named by 'verify"
                    + " --source --set privacy.clear-values=true'");
        }
        return found;
    }

    private List<Found> inTarget(KeySearch search, List<StagedTable> tables) {
        var found = new ArrayList<Found>();
        var target = place.target();
        for (var table : tables) {
            try {
                found.addAll(search.in(target::connect, table.target()));
            } catch (SQLException e) {
                throw target.failed("looking for a row", e);
            }
        }
        return found;
    }
}

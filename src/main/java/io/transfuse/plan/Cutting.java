package io.transfuse.plan;

import io.transfuse.config.Settings;
import io.transfuse.model.Mapping.Parts;
import io.transfuse.model.Profile;
import io.transfuse.source.Source;

/** Into how many parts a table is cut to be read, as its row count foretells it. */
record Cutting(Settings settings, Source source, Notes notes) {

    /** A table that would have more parts than this, but has one, keeps a run waiting. */
    private static final long WORTH_A_WORD = 4;

    Parts of(Entity entity) {
        var rows = entity.profile().rows();
        var partRows = settings.engine().partitionRows();
        if (rows <= partRows || entity.profile().longest() >= Profile.LARGE) {
            return Parts.ONE;
        }
        var columns = source.partedBy(entity.table());
        var parts = (rows - 1) / partRows + 1;
        if (columns.isEmpty() && parts > WORTH_A_WORD) {
            notes.warn(
                    entity.name(),
                    "",
                    "has no key and no index along which it could be cut, so one connection reads its "
                            + Notes.count(rows, "row", "rows")
                            + ", after the source has numbered them all; a primary key lets several read side by side");
        }
        return columns.isEmpty() ? Parts.ONE : new Parts(parts, columns);
    }
}

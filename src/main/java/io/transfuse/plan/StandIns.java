package io.transfuse.plan;

import io.transfuse.config.Nearest;
import io.transfuse.config.RowRules.StandsFor;
import io.transfuse.config.TableRules.SplitRule;
import io.transfuse.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses settings by which the rows of a table would stand for none: references to them would keep another meaning.
 *
 * @param misspelt what else is refused
 * @param entity the table
 * @param shipped what the system's own layer says about it
 */
record StandIns(Misspelt misspelt, Entity entity, Optional<StandsFor> shipped) {

    void refuse() {
        entity.rules().rows().standsFor().ifPresent(rows -> {
            by(rows);
            misspelt.graph().named(rows.table()).ifPresentOrElse(to -> refuse(rows, to), () -> absent(rows));
        });
    }

    private void by(StandsFor rows) {
        var columns = entity.table().columns().stream().map(Table.Column::name).toList();
        if (!columns.contains(rows.by())) {
            var what = "stands-for.by names " + rows.by() + ", which is";
            misspelt.missing(shipped(rows, StandsFor::by), entity, rows.by(), what, columns);
        }
    }

    private void refuse(StandsFor rows, Entity to) {
        if (to.keyColumn().isEmpty()) {
            told(rows, StandsFor::table, "table is " + rows.table() + ", but must have a primary key of one column");
        }
        var branches =
                to.split() ? to.rules().split().stream().map(SplitRule::name).toList() : List.of(to.target(to.rules()));
        rows.to().filter(b -> !branches.contains(b)).ifPresent(b -> {
            var nearest = "; nearest: " + Nearest.of(b, branches);
            told(rows, StandsFor::to, "to is " + b + ", but must be a branch of " + to.name() + nearest);
        });
    }

    private void absent(StandsFor rows) {
        var tables = misspelt.tables();
        var text = "table is " + rows.table();
        if (tables.stream().noneMatch(rows.table()::equalsIgnoreCase)) {
            var nearest = "; nearest: " + Nearest.of(rows.table(), tables);
            told(rows, StandsFor::table, text + ", but must be a table of the source" + nearest);
        } else if (!shipped(rows, StandsFor::table)) {
            var own = ", which is not carried; references to " + entity.name() + " mean its own rows";
            misspelt.graph().notes().warn(entity.name(), rows.by(), key() + text + own);
        }
    }

    private void told(StandsFor rows, Function<StandsFor, ?> part, String text) {
        misspelt.told(shipped(rows, part), entity, rows.by(), key() + text);
    }

    private String key() {
        return "tables." + entity.rules().source() + ".stands-for.";
    }

    /** Whether it is the system that says so, which may know more than this source has. */
    private boolean shipped(StandsFor rows, Function<StandsFor, ?> part) {
        return shipped.filter(s -> part.apply(s).equals(part.apply(rows))).isPresent();
    }
}

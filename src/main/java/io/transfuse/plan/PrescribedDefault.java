package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.TableRules;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.Locale;

/**
 * The default of a column that has one of its own in the source and another one in the settings. The user's wish counts
 * in any case; a system knows its document alone, so that its default is for sources that have none.
 */
record PrescribedDefault(Graph graph, Entity entity, ColumnRules rule) {

    /** The column with its default; {@code made} has the source's own, where PostgreSQL has an equal for it. */
    TargetColumn of(Table.Column column, TargetColumn made) {
        var asked = rule.defaultSql();
        if (made.identity() || asked.isEmpty()) {
            return made;
        }
        var own = made.defaultSql().filter(o -> !same(o, asked.get()));
        if (own.isEmpty()) {
            return Carried.withDefault(made, asked);
        }
        if (shipped()) {
            graph.notes()
                    .info(
                            entity.name(),
                            column.name(),
                            "keeps the source's default " + own.get() + "; " + asked.get() + " of " + rule.key()
                                    + " is for sources that have none");
            return made;
        }
        graph.notes()
                .warn(
                        entity.name(),
                        column.name(),
                        "the source's default " + own.get() + " becomes " + asked.get() + " by " + rule.key()
                                + "; leave that default out to keep the source's");
        return Carried.withDefault(made, asked);
    }

    private boolean shipped() {
        return graph.settings().shipped(entity.rules().source()).stream()
                .flatMap(TableRules::whole)
                .flatMap(r -> r.columns().stream())
                .anyMatch(c -> c.key().equals(rule.key()) && c.defaultSql().equals(rule.defaultSql()));
    }

    private static boolean same(String own, String asked) {
        return plain(own).equals(plain(asked));
    }

    /** Spellings of one default: blanks, quotes around numbers and the two words for the moment. */
    private static String plain(String sql) {
        var bare = sql.strip().replaceFirst("(?s)^\\((.*)\\)$", "$1").replaceFirst("^'(-?[0-9.]+|true|false)'$", "$1");
        return bare.startsWith("'")
                ? bare
                : bare.toLowerCase(Locale.ROOT)
                        .replaceFirst("^(now\\(\\)|current_timestamp\\(\\d?\\))$", "current_timestamp");
    }
}

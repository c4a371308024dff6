package io.transfuse.config;

import io.transfuse.config.TableRules.SplitRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules of a table of which some are about to be written anew. */
final class TableRulesDraft {

    private final TableRules before;
    Optional<String> target;
    List<ColumnRules> columns;
    List<String> drop;
    Map<String, String> dropRows;
    Map<String, String> references;
    List<List<String>> unique;
    Map<String, String> checks;
    Map<String, String> indexes;
    List<SplitRule> split;
    List<SplitRule> also;
    LayoutRules layout;
    RowRules rows;

    TableRulesDraft(TableRules before) {
        this.before = before;
        target = before.target();
        columns = before.columns();
        drop = before.drop();
        dropRows = before.dropRows();
        references = before.references();
        unique = before.unique();
        checks = before.checks();
        indexes = before.indexes();
        split = before.split();
        also = before.also();
        layout = before.layout();
        rows = before.rows();
    }

    TableRules rules() {
        return new TableRules(
                before.source(),
                before.aliases(),
                before.required(),
                target,
                before.entity(),
                columns,
                drop,
                dropRows,
                references,
                before.polymorphic(),
                unique,
                checks,
                indexes,
                split,
                also,
                before.joined(),
                before.types(),
                before.transform(),
                layout,
                before.uuid(),
                rows);
    }
}

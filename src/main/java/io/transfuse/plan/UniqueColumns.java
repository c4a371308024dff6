package io.transfuse.plan;

import io.transfuse.model.Table;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which columns of a source table no two rows share, in whatever order and letters they are named. */
record UniqueColumns(Table table) {

    /** Whether a key, or an index of whole columns, makes these columns unique. */
    boolean hold(List<String> columns) {
        return unique(columns, p -> true);
    }

    /**
     * The same where PostgreSQL lets foreign keys refer to them: an index that compares otherwise is none over them.
     */
    boolean referable(List<String> columns) {
        return unique(columns, p -> p.collation().isEmpty() && !Dialect.folds(collation(p.column())));
    }

    private String collation(String column) {
        return table.column(column).map(Table.Column::collation).orElse("");
    }

    private boolean unique(List<String> columns, Predicate<Table.Part> compared) {
        return same(columns, table.primaryKey())
                || table.uniques().stream().anyMatch(u -> same(columns, u))
                || table.indexes().stream()
                        .filter(i -> i.unique() && i.where().isEmpty() && i.method() == Table.Method.ORDER)
                        .map(Table.Index::parts)
                        .filter(i -> i.stream().allMatch(compared.and(UniqueColumns::whole)))
                        .anyMatch(i ->
                                same(columns, i.stream().map(Table.Part::column).toList()));
    }

    private static boolean whole(Table.Part part) {
        return part.prefix() == 0 && !part.column().isEmpty();
    }

    /** Whether two lists mean the same columns. */
    boolean same(List<String> one, List<String> other) {
        return spelled(one).equals(spelled(other));
    }

    private Set<String> spelled(List<String> columns) {
        return columns.stream()
                .map(c -> table.column(c).map(Table.Column::name).orElse(c))
                .collect(Collectors.toSet());
    }
}

package io.transfuse.stage;

import io.transfuse.model.Layout.Every;
import io.transfuse.model.Layout.Partition;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;

/** The periods that staged rows really are in, so that each gets a partition and no partition is empty. */
final class HeldPeriods implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Years that PostgreSQL and everybody else write alike; other rows lie in the default partition. */
    private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay();

    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    private final int column;
    private final boolean day;
    private final Every every;
    private final TreeSet<LocalDate> starts = new TreeSet<>();
    private long from = 0;
    private long to = 0;

    private HeldPeriods(int column, boolean day, Every every) {
        this.column = column;
        this.day = day;
        this.every = every;
    }

    /** None yet; empty for a table in one piece. */
    static Optional<HeldPeriods> of(TargetTable table) {
        return table.layout().partition().map(p -> of(table, p));
    }

    private static HeldPeriods of(TargetTable table, Partition partition) {
        var column = table.column(partition.column()).orElseThrow();
        return new HeldPeriods(
                table.columns().indexOf(column), column.type().kind() == PgType.Kind.DATE, partition.every());
    }

    void add(InternalRow row) {
        if (row.isNullAt(column)) {
            return;
        }
        var at = day ? row.getInt(column) : Math.floorDiv(row.getLong(column), TimeUnit.DAYS.toMicros(1));
        // Rows of one period mostly lie side by side.
        if ((at < from || at >= to) && at >= FIRST && at <= LAST) {
            var start = every.start(LocalDate.ofEpochDay(at));
            from = start.toEpochDay();
            to = every.next(start).toEpochDay();
            starts.add(start);
        }
    }

    void merge(HeldPeriods other) {
        starts.addAll(other.starts);
    }

    /** The first day of each, the latest ones where there are too many. */
    List<String> starts() {
        var all = new ArrayList<>(starts);
        return all.subList(Math.max(0, all.size() - Partition.MOST), all.size()).stream()
                .map(LocalDate::toString)
                .toList();
    }
}

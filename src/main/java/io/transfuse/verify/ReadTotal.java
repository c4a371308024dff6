package io.transfuse.verify;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.stage.StageRows;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Sent;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What the digests of many rows add up to, so that equal rows are found equal without being sorted. Modulo 2^64, as the
 * sums wrap.
 *
 * @param first the sum of the digests' first halves
 * @param last the sum of their second ones
 */
record ReadTotal(long rows, long first, long last) implements Serializable {

    private static final ReadTotal NONE = new ReadTotal(0, 0, 0);

    /** The rows of a stage, file by file. */
    static ReadTotal ofStage(JavaSparkContext context, StagedTable staged) {
        var columns = staged.target().columns();
        var names = new ArrayList<>(columns.stream().map(TargetColumn::staged).toList());
        var kinds = new ArrayList<>(columns.stream().map(c -> c.type().kind()).toList());
        return total(
                context,
                staged.files().stream()
                        .<Part>map(f -> () -> file(f.path(), names, kinds))
                        .toList());
    }

    /** The rows that statements bring from the target. */
    static ReadTotal ofTarget(JavaSparkContext context, SentRows.Reading reading, List<String> statements) {
        return total(
                context,
                statements.stream().<Part>map(s -> () -> sent(reading, s)).toList());
    }

    /** Some of the rows, added up where an executor is. */
    @FunctionalInterface
    private interface Part extends Serializable {
        ReadTotal add() throws IOException, SQLException;
    }

    private static ReadTotal total(JavaSparkContext context, List<Part> parts) {
        return parts.isEmpty()
                ? NONE
                : context.parallelize(parts, parts.size()).map(Part::add).collect().stream()
                        .reduce(NONE, ReadTotal::plus);
    }

    private ReadTotal plus(ReadTotal other) {
        return new ReadTotal(rows + other.rows, first + other.first, last + other.last);
    }

    private static ReadTotal file(String path, List<String> names, List<PgType.Kind> kinds) throws IOException {
        var sent = Sent.of(kinds);
        var sums = new Sums();
        try (var rows = StageRows.open(path, names)) {
            while (rows.next()) {
                sums.add(sent.digest(rows.row()));
            }
        }
        return sums.total();
    }

    private static ReadTotal sent(SentRows.Reading reading, String statement) throws SQLException {
        var sums = new Sums();
        try (var rows = reading.open(statement)) {
            while (rows.hasNext()) {
                sums.add(rows.next().digest());
            }
        }
        return sums.total();
    }

    /** Sums that grow. */
    static final class Sums {
        private long rows;
        private long first;
        private long last;

        void add(byte[] digest) {
            var halves = ByteBuffer.wrap(digest);
            rows++;
            first += halves.getLong();
            last += halves.getLong();
        }

        ReadTotal total() {
            return new ReadTotal(rows, first, last);
        }
    }
}

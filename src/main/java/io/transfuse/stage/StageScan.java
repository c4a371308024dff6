package io.transfuse.stage;

import io.transfuse.model.Finding;
import io.transfuse.model.TargetTable;
import io.transfuse.source.Source.Measured;
import io.transfuse.transform.Findings;
import io.transfuse.transform.Reshape;
import io.transfuse.types.Digest;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads every staged file once, all tables in one job, and adds up what the verdict needs to know. */
public final class StageScan {

    private StageScan() {}

    /** One file and the columns to add up. */
    private record Work(String table, StagedFile file, List<String> names, Sums sums) implements Serializable {}

    /** What one file of a table adds up to. */
    private record Part(String table, Sums sums) implements Serializable {}

    /** Sums that grow. */
    private static final class Sums implements Serializable {
        private static final long serialVersionUID = 1L;

        private long rows;
        private BigInteger first = BigInteger.ZERO;
        private BigInteger last = BigInteger.ZERO;
        private final ArrayList<ColumnSums> columns = new ArrayList<>();
        private final HashMap<String, Shares> shares = new HashMap<>();
        private final @Nullable HeldPeriods periods;

        Sums(TargetTable table) {
            table.columns().forEach(c -> columns.add(new ColumnSums(c.type().kind())));
            periods = HeldPeriods.of(table).orElse(null);
        }

        Sums merge(Sums other) {
            rows += other.rows;
            first = first.add(other.first);
            last = last.add(other.last);
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).merge(other.columns.get(i));
            }
            other.shares.forEach((source, share) -> shares.merge(source, share, Shares::merge));
            if (periods != null && other.periods != null) {
                periods.merge(other.periods);
            }
            return this;
        }
    }

    /** What rows of one source table add up to. */
    private static final class Shares implements Serializable {
        private static final long serialVersionUID = 1L;

        private long rows;
        private final HashMap<Finding, Long> findings = new HashMap<>();

        Shares merge(Shares other) {
            rows += other.rows;
            other.findings.forEach((finding, count) -> findings.merge(finding, count, Long::sum));
            return this;
        }
    }

    /** Scans tables, by qualified target name. */
    public static Map<String, Scanned> of(JavaSparkContext context, List<StagedTable> tables) {
        var sums = new LinkedHashMap<String, Sums>();
        var works = new ArrayList<Work>();
        for (var table : tables) {
            sums.put(table.target().qualified(), new Sums(table.target()));
            table.files()
                    .forEach(f -> works.add(new Work(
                            table.target().qualified(),
                            f,
                            new ArrayList<>(names(table.target())),
                            new Sums(table.target()))));
        }
        if (!works.isEmpty()) {
            context.setJobDescription("stage: add up");
            context.parallelize(works, Math.min(works.size(), 4 * context.defaultParallelism()))
                    .map(w -> new Part(w.table(), scan(w)))
                    .collect()
                    .forEach(p -> sums.computeIfPresent(p.table(), (table, before) -> before.merge(p.sums())));
        }
        var scanned = new LinkedHashMap<String, Scanned>();
        tables.forEach(t -> sums.computeIfPresent(t.target().qualified(), (name, all) -> {
            scanned.put(name, scanned(t.target(), all));
            return all;
        }));
        return scanned;
    }

    private static List<String> names(TargetTable target) {
        return target.columns().stream().map(TargetTable.TargetColumn::staged).toList();
    }

    private static Scanned scanned(TargetTable target, Sums sums) {
        var measured = new HashMap<String, Measured>();
        for (int i = 0; i < sums.columns.size(); i++) {
            measured.put(target.columns().get(i).name(), sums.columns.get(i).measured());
        }
        var shares = new HashMap<String, Scanned.Share>();
        sums.shares.forEach((source, share) -> shares.put(source, new Scanned.Share(share.rows, share.findings)));
        return new Scanned(
                sums.rows,
                Digest.of(sums.rows, sums.first, sums.last),
                measured,
                shares,
                sums.periods == null ? List.of() : sums.periods.starts());
    }

    private static Sums scan(Work work) throws IOException {
        var columns = new ArrayList<>(work.names());
        columns.add(Reshape.CHECKSUM);
        columns.add(Findings.COLUMN);
        columns.add(Reshape.SOURCE);
        var sums = work.sums();
        try (var rows = StageRows.open(work.file().path(), columns)) {
            var now = new Source();
            long first = 0;
            long last = 0;
            var count = work.names().size();
            while (rows.next()) {
                var row = rows.row();
                for (int i = 0; i < count; i++) {
                    sums.columns.get(i).add(row, i);
                }
                if (sums.periods != null) {
                    sums.periods.add(row);
                }
                // The digest is modulo 2^64, so that sums may wrap.
                var checksum = ByteBuffer.wrap(row.getBinary(count));
                first += checksum.getLong();
                last += checksum.getLong();
                var share = now.of(row.getUTF8String(count + 2), sums);
                share.rows++;
                findings(row, count + 1, share);
                sums.rows++;
            }
            sums.first = BigInteger.valueOf(first);
            sums.last = BigInteger.valueOf(last);
        }
        return sums;
    }

    /** The share of the row before: rows of one source table mostly lie side by side. */
    private static final class Source {
        private @Nullable UTF8String name;
        private Shares share = new Shares();

        Shares of(UTF8String source, Sums sums) {
            if (!source.equals(name)) {
                name = source.copy();
                share = sums.shares.computeIfAbsent(source.toString(), s -> new Shares());
            }
            return share;
        }
    }

    private static void findings(InternalRow row, int i, Shares share) {
        if (!row.isNullAt(i)) {
            var found = row.getArray(i);
            for (int k = 0; k < found.numElements(); k++) {
                var one = found.getStruct(k, 3);
                var action =
                        Finding.Action.valueOf(one.getUTF8String(2).toString().toUpperCase(Locale.ROOT));
                share.findings.merge(
                        new Finding(
                                one.getUTF8String(0).toString(),
                                one.getUTF8String(1).toString(),
                                action),
                        1L,
                        Long::sum);
            }
        }
    }
}

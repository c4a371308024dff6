package io.transfuse.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.Sparks;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.stage.StagedFile;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Functions;
import io.transfuse.types.Digest;
import java.io.File;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** A small staged table, made by a query of Spark. */
record Staged(StagedTable table, Digest digest) {

    /** Columns are written as {@code name type}. */
    static TargetTable target(String name, List<String> key, String... columns) {
        var made = Arrays.stream(columns)
                .map(c -> c.split(" ", 2))
                .map(c -> new TargetTable.TargetColumn(c[0], PgType.of(c[1]), true, Optional.empty(), false))
                .toList();
        return new TargetTable("public", name, made, key, List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    /** A column whose type has a name of its own. */
    static TargetTable.TargetColumn enumeration(String name, String type) {
        return new TargetTable.TargetColumn(name, PgType.enumeration(type), true, Optional.empty(), false);
    }

    static Staged of(TargetTable target, String query, Path folder) {
        var columns =
                target.columns().stream().map(c -> col("`" + c.name() + "`")).toArray(Column[]::new);
        var rows = Sparks.session()
                .sql(query)
                .select(columns)
                .withColumn("_source", lit("s"))
                .withColumn("_key", columns[0].cast("string"))
                .withColumn("_checksum", Functions.checksum(target.columns()));
        var path = folder.resolve(target.name());
        rows.repartition(2).write().parquet(path.toString());
        var files = Arrays.stream(
                        Objects.requireNonNull(path.toFile().listFiles((dir, name) -> name.endsWith(".parquet"))))
                .map(Staged::file)
                .toList();
        var checksums = rows.select("_checksum").collectAsList();
        return new Staged(new StagedTable(target, "run", "cut", "plan", 1, files), digest(checksums));
    }

    private static Digest digest(List<Row> checksums) {
        var first = BigInteger.ZERO;
        var last = BigInteger.ZERO;
        for (var row : checksums) {
            var checksum = ByteBuffer.wrap(row.<byte[]>getAs(0));
            first = first.add(BigInteger.valueOf(checksum.getLong()));
            last = last.add(BigInteger.valueOf(checksum.getLong()));
        }
        return Digest.of(checksums.size(), first, last);
    }

    private static StagedFile file(File file) {
        return new StagedFile(file.getPath(), file.getName(), file.length());
    }
}

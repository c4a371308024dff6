package io.transfuse.verify;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lower;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.transform.Functions;
import io.transfuse.types.Quote;
import io.transfuse.types.RowSql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Looks up a few rows by the digests of their keys, with a readable key and one digest a column. */
final class NamedRows {
    private static final String DIGEST = "_digest of key";

    private final TargetTable table;
    private final List<String> wanted;
    private final boolean withValues;

    /**
     * Of these keys, given as {@link KeyDigest}.
     *
     * @param withValues whether the values of the rows may be shown
     */
    NamedRows(TargetTable table, List<String> wanted, boolean withValues) {
        this.table = table;
        this.wanted = wanted;
        this.withValues = withValues;
    }

    /** A row's readable key, the digests of its columns in their order, and their values where these may be shown. */
    record Named(String key, List<String> digests, List<@Nullable String> values) {}

    Map<String, Named> ofStage(Dataset<Row> stage) {
        return ofStage(stage, KeyDigest.spark(table), Functions::checksum);
    }

    /** The same with rows that were read back: their digests are those of the bytes that PostgreSQL sends. */
    Map<String, Named> ofStageAsSent(Dataset<Row> stage) {
        return ofStage(stage, Functions.sent(KeyDigest.columns(table)), Functions::sent);
    }

    private Map<String, Named> ofStage(Dataset<Row> stage, Column key, Function<List<TargetColumn>, Column> digest) {
        var keys = stage.sparkSession().createDataset(wanted, Encoders.STRING()).toDF("wanted");
        var columns = table.columns().stream()
                .map(c -> hexed(digest.apply(List.of(c))))
                .toArray(Column[]::new);
        var found = stage.withColumn(DIGEST, hexed(key))
                .join(broadcast(keys), col(DIGEST).equalTo(col("wanted")), "left_semi")
                .select(
                        col(DIGEST),
                        KeyText.spark(table),
                        array(columns),
                        withValues ? ShownValues.spark(table) : array())
                .dropDuplicates(DIGEST)
                .collectAsList();
        var named = new HashMap<String, Named>();
        for (var row : found) {
            named.put(row.getString(0), new Named(KeyText.of(row.<String>getList(1)), row.getList(2), row.getList(3)));
        }
        return named;
    }

    Map<String, Named> ofTarget(Connect connect) throws SQLException {
        var digest = hexed(KeyDigest.sql(table));
        var sql = "SELECT %s, %s, ARRAY[%s], ARRAY[%s]::text[] FROM %s WHERE %s = ANY (?)"
                .formatted(
                        digest,
                        KeyText.list(table, ""),
                        table.columns().stream()
                                .map(c -> hexed(RowSql.checksum(List.of(c))))
                                .collect(Collectors.joining(", ")),
                        String.join(", ", values()),
                        Quote.identifier(table.schema(), table.name()),
                        digest);
        var named = new HashMap<String, Named>();
        try (var connection = connect.open();
                var query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", wanted.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var key = (String[]) rows.getArray(2).getArray();
                    var digests = (String[]) rows.getArray(3).getArray();
                    var values = (String[]) rows.getArray(4).getArray();
                    named.putIfAbsent(
                            rows.getString(1),
                            new Named(KeyText.of(Arrays.asList(key)), List.of(digests), Arrays.asList(values)));
                }
            }
        }
        return named;
    }

    /** The same, found by reading all rows back. */
    Map<String, Named> ofTargetAsSent(Connect connect) throws SQLException {
        var columns = table.columns().size();
        var key = KeyDigest.places(table);
        var keys = KeyText.sql(table, "");
        var values = values();
        var texts = Stream.concat(keys.stream(), values.stream()).toList();
        var named = new HashMap<String, Named>();
        try (var rows = SentRows.open(connect, SentRows.sql(table, texts, "true"), "")) {
            while (rows.hasNext()) {
                var row = rows.next();
                var digest = HexFormat.of().formatHex(row.digest(key));
                if (wanted.contains(digest)) {
                    named.putIfAbsent(
                            digest,
                            new Named(
                                    KeyText.of(IntStream.range(columns, columns + keys.size())
                                            .mapToObj(row::text)
                                            .toList()),
                                    IntStream.range(0, columns)
                                            .mapToObj(i -> HexFormat.of().formatHex(row.digest(List.of(i))))
                                            .toList(),
                                    IntStream.range(columns + keys.size(), columns + texts.size())
                                            .mapToObj(row::textOrNull)
                                            .toList()));
                }
            }
        }
        return named;
    }

    private List<String> values() {
        return withValues ? ShownValues.sql(table) : List.of();
    }

    private static String hexed(String digest) {
        return "encode(" + digest + ", 'hex')";
    }

    private static Column hexed(Column digest) {
        return lower(hex(digest));
    }
}

package io.transfuse.verify;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.transfuse.model.Secret;
import io.transfuse.model.TargetTable;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import io.transfuse.types.Quote;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds the rows that a digest of {@link ShownKey} names, by making the digest of each key anew: nothing else leads
 * back.
 *
 * @param digest as a report has it
 * @param secret what it was made with
 */
public record KeySearch(String digest, Secret secret) implements Serializable {

    /** How many rows of a table are told; more than one has the same digest only where they have the same key. */
    private static final int TOLD = 100;

    private static final int FETCHED = 10_000;

    /**
     * A row that was found, with its keys in clear.
     *
     * @param place {@code stage}, {@code target} or {@code rejects}
     * @param key in the target; empty where it has none
     * @param source the source table; empty where nobody knows it
     * @param sourceKey in the source
     */
    public record Found(String table, String place, String key, String source, String sourceKey) {}

    /** Rows of a staged table, by their key in the target or in the source. */
    public List<Found> in(SparkSession spark, StagedTable staged) {
        return RowDifferences.read(spark, staged)
                .map(rows -> rows.select(
                                KeyText.spark(staged.target()),
                                coalesce(col(Reshape.KEY), lit("")),
                                col(Reshape.SOURCE))
                        .toJavaRDD()
                        .filter(wanted())
                        .take(TOLD))
                .orElse(List.of())
                .stream()
                .map(r -> new Found(
                        staged.target().qualified(),
                        "stage",
                        staged.target().primaryKey().isEmpty() ? "" : KeyText.of(r.<String>getList(0)),
                        r.getString(2),
                        r.getString(1)))
                .toList();
    }

    private Function<Row, Boolean> wanted() {
        return row -> named(KeyText.of(row.<String>getList(0))) || named(row.getString(1));
    }

    /** Whether the digest is that of this key. */
    public boolean named(String key) {
        return ShownKey.digest(secret, key).equals(digest);
    }

    /** Rows of a table in the target, by their key. */
    public List<Found> in(Connect target, TargetTable table) throws SQLException {
        var found = new ArrayList<Found>();
        if (table.primaryKey().isEmpty()) {
            return found;
        }
        var sql = "SELECT " + KeyText.list(table, "") + " FROM " + Quote.identifier(table.schema(), table.name());
        try (var connection = target.open()) {
            // Only inside of a transaction the driver reads a few rows at a time.
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (var rows = statement.executeQuery(sql)) {
                    while (rows.next() && found.size() < TOLD) {
                        var key = KeyText.of(
                                Arrays.asList((String[]) rows.getArray(1).getArray()));
                        if (named(key)) {
                            found.add(new Found(table.qualified(), "target", key, "", ""));
                        }
                    }
                }
            }
        }
        return found;
    }
}

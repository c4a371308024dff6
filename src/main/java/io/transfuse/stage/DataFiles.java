package io.transfuse.stage;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads Parquet files by their names. Hadoop takes brackets, braces and stars for patterns; to ask Spark not to look
 * for any ({@code __globPaths__}) reads such files once for each other one.
 */
public final class DataFiles {

    private static final Pattern SPECIAL = Pattern.compile("[{}\\[\\]*?\\\\]");

    private DataFiles() {}

    /** Rows with the columns that the first file has. */
    public static Dataset<Row> read(SparkSession spark, List<StagedFile> files) {
        return spark.read().parquet(names(files));
    }

    /** Rows with these columns, which spares a look at the files. */
    public static Dataset<Row> read(SparkSession spark, List<StagedFile> files, StructType schema) {
        return spark.read().schema(schema).parquet(names(files));
    }

    /** The rows of all files in a folder. */
    public static Dataset<Row> folder(SparkSession spark, String path) {
        return spark.read().parquet(name(path));
    }

    private static String[] names(List<StagedFile> files) {
        return files.stream().map(f -> name(f.path())).toArray(String[]::new);
    }

    private static String name(String path) {
        return SPECIAL.matcher(path).replaceAll("\\\\$0");
    }
}

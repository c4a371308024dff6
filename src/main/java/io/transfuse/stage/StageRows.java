package io.transfuse.stage;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads one data file of the stage row by row with Spark's vectorised reader, without planning a query. */
public final class StageRows implements AutoCloseable {
    private static final int BATCH = 4096;

    /** About how much of a file is decoded at once. */
    private static final long BATCH_BYTES = 16L << 20;

    private final VectorizedParquetRecordReader reader;

    private StageRows(VectorizedParquetRecordReader reader) {
        this.reader = reader;
    }

    /** Opens a file; rows have the named columns, in that order. */
    public static StageRows open(String path, List<String> columns) throws IOException {
        var settings = settings();
        var input = HadoopInputFile.fromPath(new Path(path), settings);
        var file = file(input, columns, settings);
        var schema = file.schema();
        settings.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
        settings.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), schema.json());
        // CORRECTED: dates and times are what the file says, also before 1582 and in files with INT96 timestamps.
        var reader =
                new VectorizedParquetRecordReader(null, "CORRECTED", "UTC", "CORRECTED", "UTC", false, file.batch());
        try {
            reader.initialize(
                    new FileSplit(input.getPath(), 0, input.getLength(), new String[0]),
                    new TaskAttemptContextImpl(settings, new TaskAttemptID()));
            return new StageRows(reader);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading " + path + " was interrupted", e);
        }
    }

    /** Goes to the next row; false after the last. */
    public boolean next() throws IOException {
        return reader.nextKeyValue();
    }

    /** The current row; the object is used again for the next one. */
    public InternalRow row() {
        return (InternalRow) reader.getCurrentValue();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static Configuration settings() {
        var settings = HadoopSettings.ofSpark();
        settings.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), false);
        settings.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), true);
        settings.setBoolean(SQLConf.CASE_SENSITIVE().key(), true);
        settings.setBoolean(SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), true);
        settings.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), false);
        return settings;
    }

    /** The columns' types, and how many rows are decoded at once: fewer where rows are large. */
    private record Footer(StructType schema, int batch) {}

    private static Footer file(HadoopInputFile input, List<String> columns, Configuration settings) throws IOException {
        // Options without settings would read all of Hadoop's default settings again for each file.
        var options = HadoopReadOptions.builder(settings).build();
        try (var file = ParquetFileReader.open(input, options)) {
            var all = new ParquetToSparkSchemaConverter(settings)
                    .convert(file.getFileMetaData().getSchema());
            var known = List.of(all.fieldNames());
            // The reader gives NULLs for a column that it does not find.
            for (var column : columns) {
                if (!known.contains(column)) {
                    throw new IOException(input.getPath() + " has no column " + column);
                }
            }
            return new Footer(
                    new StructType(columns.stream().map(all::apply).toArray(StructField[]::new)),
                    batch(file.getFooter().getBlocks()));
        }
    }

    private static int batch(List<BlockMetaData> blocks) {
        var widest = blocks.stream()
                .mapToLong(b -> b.getTotalByteSize() / Math.max(1, b.getRowCount()))
                .max()
                .orElse(1);
        return (int) Math.max(1, Math.min(BATCH, BATCH_BYTES / Math.max(1, widest)));
    }
}

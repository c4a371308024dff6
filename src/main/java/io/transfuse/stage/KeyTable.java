package io.transfuse.stage;

import io.transfuse.model.CrosswalkTable;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Old and new keys of one table as a Delta table, which is there once it is whole. */
public final class KeyTable implements AutoCloseable {

    private static final String OLD = CrosswalkTable.OLD;
    private static final String NEW = CrosswalkTable.NEW;
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(OLD)
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(NEW)
            .named("keys");

    private final Path path;
    private final Path incoming;
    private final Folders folders;
    private final String run;
    private final ParquetWriter<byte[][]> writer;

    private KeyTable(Path path, Path incoming, Folders folders, String run) throws IOException {
        this.path = path;
        this.incoming = incoming;
        this.folders = folders;
        this.run = run;
        folders.delete(incoming);
        this.writer = new Building(HadoopOutputFile.fromPath(new Path(incoming, "keys.parquet"), folders.settings()))
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                // No key is there twice.
                .withDictionaryEncoding(false)
                .withConf(folders.settings())
                .build();
    }

    /** A table {@code name} below {@code root}; one that is there already stays until this one is whole. */
    public static KeyTable open(String root, String name, String run, Configuration settings) throws IOException {
        var incoming = new Path(incoming(root), name);
        return new KeyTable(new Path(root, name), incoming, new Folders(settings), run);
    }

    /** Removes all of them. */
    public static void clear(String root, Configuration settings) {
        new Folders(settings).delete(new Path(root));
    }

    /** Adds an old key and its new one. */
    public void add(byte[] old, byte[] now) throws IOException {
        writer.write(new byte[][] {old, now});
    }

    /** The table is whole. */
    public void commit() throws IOException {
        writer.close();
        folders.delete(path);
        var schema = new StructType().add(OLD, "string", false).add(NEW, "string", false);
        new DeltaTable(path, folders).create(schema, Map.of("transfuse.run", run), folders.moved(incoming, path));
        folders.delete(incoming);
    }

    /** Removes what lies below {@code root} of tables that are not whole, once nobody writes any. */
    public static void whole(String root, Configuration settings) {
        new Folders(settings).delete(incoming(root));
    }

    private static Path incoming(String root) {
        return new Path(root, "_incoming");
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Writes two texts a row, without an object for each value. */
    private static final class Building extends ParquetWriter.Builder<byte[][], Building> {
        Building(OutputFile file) {
            super(file);
        }

        @Override
        protected Building self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Parquet wants it still.
        protected WriteSupport<byte[][]> getWriteSupport(Configuration settings) {
            return new Pairs();
        }
    }

    private static final class Pairs extends WriteSupport<byte[][]> {
        private @Nullable RecordConsumer consumer;

        @Override
        @SuppressWarnings("deprecation") // Parquet wants it still.
        public WriteContext init(Configuration settings) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer given) {
            consumer = given;
        }

        @Override
        public void write(byte[][] pair) {
            var out = Objects.requireNonNull(consumer);
            out.startMessage();
            for (var i = 0; i < pair.length; i++) {
                var name = SCHEMA.getFieldName(i);
                out.startField(name, i);
                out.addBinary(Binary.fromConstantByteArray(pair[i]));
                out.endField(name, i);
            }
            out.endMessage();
        }
    }
}

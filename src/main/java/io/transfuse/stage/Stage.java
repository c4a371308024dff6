package io.transfuse.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.transform.Findings;
import io.transfuse.transform.Reshape;
import io.transfuse.transform.SparkTypes;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The folder of Delta tables that say what PostgreSQL must hold. */
public final class Stage {

    /** What {@code _checksum} holds; another form wants another name, because the two cannot be compared. */
    private static final String CHECKSUMS = "hash_record_extended twice";

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private final Path root;
    private final Folders folders;

    /** A stage under {@code root}, on any file system that Hadoop knows. */
    public Stage(String root, Configuration settings) {
        this.root = new Path(root);
        this.folders = new Folders(settings);
    }

    /** What a stage version is a version of. */
    public record Origin(String run, String cut, String plan) {}

    /** A staged table of this run, or empty where it is not staged yet. */
    public Optional<StagedTable> table(TargetTable target, String run) {
        return delta(target)
                .latest()
                .filter(v -> run.equals(v.properties().get("transfuse.run")))
                .map(Stage::staged);
    }

    /** All staged tables, by name. */
    public List<StagedTable> tables() {
        return folders.below(root).stream()
                .flatMap(f -> new DeltaTable(f, folders).latest().stream())
                .map(Stage::staged)
                .toList();
    }

    private static StagedTable staged(DeltaTable.Version version) {
        var properties = version.properties();
        if (!CHECKSUMS.equals(properties.get("transfuse.checksums"))) {
            throw UserException.usage(
                    "the stage was written by a Transfuse with other checksums, but must be this one's;"
                            + " go on with the one that wrote it, or start over with 'run --fresh'");
        }
        try {
            return new StagedTable(
                    JSON.readValue(property(properties, "transfuse.target"), TargetTable.class),
                    property(properties, "transfuse.run"),
                    property(properties, "transfuse.cut"),
                    property(properties, "transfuse.plan"),
                    version.number(),
                    version.files());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(Map<String, String> properties, String name) {
        return Optional.ofNullable(properties.get(name))
                .orElseThrow(() -> new IllegalStateException(name + " is missing in the stage"));
    }

    /** Where a job writes a table before its files are taken in. */
    public String incoming(TargetTable target) {
        return new Path(new Path(root, "_incoming"), FolderName.of(target)).toString();
    }

    /** Takes the data files of a folder as a staged table, in one commit; a table of that name before is gone. */
    public void takeIn(String folder, TargetTable target, Origin origin) {
        var path = new Path(root, FolderName.of(target));
        folders.delete(path);
        delta(target).create(schema(target), properties(target, origin), folders.moved(new Path(folder), path));
        folders.delete(new Path(incoming(target)));
    }

    /** Moves the data files of a folder to those of a table; nobody sees them there until they are added. */
    public List<StagedFile> beside(String folder, TargetTable target) {
        return folders.moved(new Path(folder), new Path(root, FolderName.of(target))).stream()
                .map(f -> new StagedFile(f.getPath(), new Path(f.getPath()).getName(), f.getSize()))
                .toList();
    }

    /** Takes such files into the table, once for each id. */
    public void add(String id, TargetTable target, List<String> files) {
        var delta = delta(target);
        if (!delta.appended(id)) {
            delta.append(id, folders.described(new Path(root, FolderName.of(target)), files));
        }
    }

    /** A folder where rows lie for as long as one command needs them; what lay there before is gone. */
    public String scratch(String name) {
        var folder = new Path(new Path(root, "_incoming"), name);
        folders.delete(folder);
        return folder.toString();
    }

    /** The data files of such a folder. */
    public List<String> scratched(String folder) {
        return folders.files(new Path(folder));
    }

    /** Removes such a folder. */
    public void discard(String folder) {
        folders.delete(new Path(folder));
    }

    private DeltaTable delta(TargetTable target) {
        return new DeltaTable(new Path(root, FolderName.of(target)), folders);
    }

    private static Map<String, String> properties(TargetTable target, Origin origin) {
        try {
            return Map.of(
                    "transfuse.run", origin.run(),
                    "transfuse.cut", origin.cut(),
                    "transfuse.plan", origin.plan(),
                    "transfuse.checksums", CHECKSUMS,
                    "transfuse.target", JSON.writeValueAsString(target));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StructType schema(TargetTable target) {
        var fields = new ArrayList<StructField>();
        target.columns().forEach(c -> fields.add(field(c.staged(), SparkTypes.of(c.type()))));
        fields.add(field(Reshape.SOURCE, DataTypes.StringType));
        fields.add(field(Reshape.KEY, DataTypes.StringType));
        fields.add(field(Reshape.CHECKSUM, DataTypes.BinaryType));
        fields.add(field(Findings.COLUMN, DataType.fromDDL(Findings.TYPE)));
        return new StructType(fields.toArray(StructField[]::new));
    }

    private static StructField field(String name, DataType type) {
        return new StructField(name, type, true, Metadata.empty());
    }

    /** Removes everything. */
    public void clear() {
        folders.delete(root);
    }

    Folders folders() {
        return folders;
    }
}

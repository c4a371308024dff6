package io.transfuse.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.transfuse.model.UserException;
import io.transfuse.model.Written;
import io.transfuse.stage.Rejects.Refused;
import io.transfuse.transform.Reshape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes refused rows to a file in which somebody mends them: one JSON object a line. */
public final class Corrections implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Map<String, List<String>> columns;
    private long rows;

    private Corrections(JsonGenerator json, Map<String, List<String>> columns) {
        this.json = json;
        this.columns = columns;
    }

    /** A new file that its owner alone reads; columns of the plan that a row does not have are NULL. */
    public static Corrections create(Path file, PlanDocument plan) {
        try {
            var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            var channel = Files.newByteChannel(file, options, forTheOwner(file));
            var json = JSON.createGenerator(Channels.newWriter(channel, StandardCharsets.UTF_8));
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            return new Corrections(json, columns(plan));
        } catch (FileAlreadyExistsException e) {
            throw UserException.usage("--as is " + file
                    + ", which is there already, but must be a new file, so that no correction is lost");
        } catch (IOException e) {
            throw UserException.usage(
                    "--as is " + file + ", but must be a file that can be written: " + OutDirectory.cause(e));
        }
    }

    private static FileAttribute<?>[] forTheOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Map<String, List<String>> columns(PlanDocument plan) {
        var columns = new LinkedHashMap<String, Set<String>>();
        plan.tables()
                .forEach(t -> t.columns()
                        .forEach(c -> columns.computeIfAbsent(t.source(), s -> new LinkedHashSet<>())
                                .addAll(c.source())));
        plan.sources()
                .forEach(r -> columns.computeIfAbsent(r.table(), s -> new LinkedHashSet<>())
                        .addAll(r.columnsLeftOut()));
        var lists = new LinkedHashMap<String, List<String>>();
        columns.forEach((table, names) -> lists.put(table, List.copyOf(names)));
        return lists;
    }

    /** A row; not one that the settings give, nor a further row whose own row was refused: it comes with that. */
    public void add(Refused refused) {
        if (refused.table().startsWith("config:") || refused.rule().equals(Reshape.ORIGIN)) {
            return;
        }
        try {
            json.writeStartObject();
            json.writeStringField("table", refused.table());
            json.writeStringField("key", refused.key());
            json.writeStringField("reason", refused.reason());
            json.writeObjectFieldStart("row");
            var values = refused.values();
            for (var value : values.entrySet()) {
                json.writeFieldName(value.getKey());
                write(value.getValue());
            }
            for (var column : columns.getOrDefault(source(refused.table()), List.of())) {
                if (!values.containsKey(column)) {
                    json.writeNullField(column);
                }
            }
            json.writeEndObject();
            json.writeEndObject();
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table whose rows they are; further rows have its name in front of theirs. */
    private String source(String table) {
        var slash = table.lastIndexOf('/');
        return columns.containsKey(table) || slash < 0 ? table : table.substring(0, slash);
    }

    private void write(Written value) throws IOException {
        switch (value.kind()) {
            case NULL -> json.writeNull();
            case INTEGER -> json.writeNumber(value.text());
            case REAL -> real(value.text());
            case TEXT -> json.writeString(value.text());
            case BROKEN -> marked("text", value.text());
            case BYTES -> marked("bytes", value.text());
        }
    }

    /** What JSON has no number for is marked. */
    private void real(String text) throws IOException {
        if (Double.isFinite(Double.parseDouble(text))) {
            json.writeNumber(text);
        } else {
            marked("real", text);
        }
    }

    private void marked(String mark, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField(mark, text);
        json.writeEndObject();
    }

    /** How many rows there are by now. */
    public long rows() {
        return rows;
    }

    @Override
    public void close() {
        try {
            json.writeRaw("\n");
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.transfuse.transform;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gives the columns of a reader their names of the source and types that expressions can use. */
record Decode(Mapping mapping) {

    static final String POSITION = "_position";

    Dataset<Row> apply(Dataset<Row> raw) {
        var columns = new ArrayList<Column>();
        // Bytes of UTF-8 from some readers, text from others.
        columns.add(col(POSITION).cast("string").as(POSITION));
        columns.add(Findings.none().as(Findings.COLUMN));
        for (int i = 0; i < mapping.source().columns().size(); i++) {
            var name = mapping.source().columns().get(i).name();
            columns.add(decoded(i, name).as(name));
        }
        for (var lookup : mapping.lookups()) {
            answers(lookup).forEach(a -> columns.add(col(a)));
        }
        for (int i = 0; i < mapping.refused().size(); i++) {
            columns.add(col(Mapping.refusal(i)));
        }
        return raw.select(columns.toArray(Column[]::new));
    }

    private Form form(String column) {
        return mapping.forms().getOrDefault(column, Form.MIXED);
    }

    private static List<String> answers(Lookup lookup) {
        if (!lookup.needed()) {
            return List.of();
        }
        if (!lookup.single()) {
            return lookup.branchSql().isPresent() ? List.of(lookup.found(), lookup.branch()) : List.of(lookup.found());
        }
        return lookup.branchSql().isPresent()
                ? List.of(lookup.found(), lookup.spelling(), lookup.branch())
                : List.of(lookup.found(), lookup.spelling());
    }

    private Column decoded(int i, String column) {
        var alias = "c" + i;
        var bytes = col(alias + "_bytes");
        return switch (form(column)) {
            case LONG, DOUBLE, BYTES -> col(alias);
            // Arrives as a double with the same value; as a float, expressions show the digits that somebody wrote.
            case SINGLE -> col(alias).cast("float");
            case TEXT -> utf8(column, col(alias)).cast("string");
            case MIXED ->
                struct(
                        col(alias + "_class").as("class"),
                        col(alias + "_int").as("int"),
                        col(alias + "_real").as("real"),
                        when(
                                        col(alias + "_class").equalTo(lit("text")),
                                        utf8(column, bytes).cast("binary"))
                                .otherwise(bytes)
                                .as("bytes"));
        };
    }

    /** Text arrives in the bytes of the file. */
    private Column utf8(String column, Column bytes) {
        var profile = mapping.profile().columns().get(column);
        var little = profile != null && profile.fact("utf-16le") > 0;
        var big = profile != null && profile.fact("utf-16be") > 0;
        return little || big ? Functions.call("utf16_text", bytes, lit(big)) : bytes;
    }

    /** A column by its exact name, whatever letters it has. */
    static Column named(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    /** Whether the source row has a value there. */
    static Column filled(Mapping mapping, String column) {
        var value = named(column);
        return mapping.forms().get(column) == Form.MIXED
                ? not(value.getField("class").equalTo(lit("null")))
                : value.isNotNull();
    }

    /** The whole source row as JSON, for quarantine: NULLs left out, what is no text in base64. */
    Column row() {
        var parts = new ArrayList<Column>();
        for (var column : mapping.source().columns()) {
            var name = column.name();
            var value = named(name);
            switch (form(name)) {
                case LONG, SINGLE, DOUBLE -> parts.add(value.as(name));
                case BYTES -> parts.add(base64(value).as(name + "#bytes"));
                case TEXT -> texts(name, value, parts);
                case MIXED -> {
                    parts.add(value.getField("int").as(name + "#integer"));
                    parts.add(value.getField("real").as(name + "#real"));
                    var text = value.getField("class").equalTo(lit("text"));
                    texts(name, when(text, value.getField("bytes").cast("string")), parts);
                    parts.add(when(not(text), base64(value.getField("bytes"))).as(name + "#blob"));
                }
            }
        }
        return to_json(struct(parts.toArray(Column[]::new)));
    }

    private static void texts(String name, Column text, List<Column> parts) {
        parts.add(when(is_valid_utf8(text), text).as(name));
        parts.add(when(not(is_valid_utf8(text)), base64(text.cast("binary"))).as(name + "#base64"));
    }

    /** The key of the source row as text: the value itself, or a JSON list; a table without key has positions. */
    Column key() {
        var key = mapping.source().primaryKey();
        if (key.isEmpty()) {
            return col(POSITION);
        }
        var texts = key.stream().map(k -> coalesce(text(k), lit(""))).toList();
        return texts.size() == 1
                ? texts.get(0)
                : to_json(org.apache.spark.sql.functions.array(texts.toArray(Column[]::new)));
    }

    private Column text(String column) {
        var value = named(column);
        return switch (form(column)) {
            case LONG, DOUBLE, TEXT -> value.cast("string");
            case SINGLE -> value.cast("double").cast("string");
            case BYTES -> org.apache.spark.sql.functions.hex(value);
            case MIXED ->
                coalesce(
                        value.getField("int").cast("string"),
                        value.getField("real").cast("string"),
                        value.getField("bytes").cast("string"));
        };
    }
}

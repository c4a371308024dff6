package io.transfuse.pipeline;

import io.transfuse.model.Form;
import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import io.transfuse.model.Written;
import io.transfuse.model.Written.Kind;
import io.transfuse.report.CorrectionLines;
import io.transfuse.report.CorrectionLines.Line;
import io.transfuse.source.Source;
import io.transfuse.stage.Rejects.Refused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a corrected row is one that its source table could hold. */
record Fitting(Path file, Plan plan, Source source) {

    /** Refuses a row that has other columns, another key, or values that no reader could hand out. */
    void check(Mapping mapping, Refused refused, Line line) {
        var table = mapping.source();
        for (var column : line.row().keySet()) {
            if (table.columns().stream().noneMatch(c -> c.name().equals(column))) {
                throw wrong(line, "has the column " + column + ", but must have those of " + table.name() + " alone");
            }
        }
        var before = refused.values();
        for (var column : table.columns()) {
            var value = line.row().get(column.name());
            if (value == null && column.nature().joined().isPresent()) {
                // Where no row stands beside this one, nothing is written of it.
                value = Written.NULL;
            }
            if (value == null) {
                throw wrong(line, "has no column " + column.name() + ", but must have all of " + table.name());
            }
            if (!same(before.getOrDefault(column.name(), Written.NULL), value)) {
                changed(mapping, column, value, line);
            }
        }
    }

    private void changed(Mapping mapping, Table.Column column, Written value, Line line) {
        var name = column.name();
        if (mapping.source().primaryKey().contains(name)) {
            throw wrong(line, "has another value for " + name + ", but must keep the key of the row");
        }
        if (column.nature().joined().isPresent()) {
            throw wrong(line, "has another value for " + name + ", which comes of another table; mend it there");
        }
        if (computed(mapping.source(), name)) {
            throw wrong(
                    line,
                    "has another value for " + name
                            + ", which the source computes, or computes columns of; mend it there");
        }
        if (stands(mapping.source().name(), name)) {
            throw wrong(
                    line,
                    "has another value for " + name
                            + ", by which rows of other tables are found; mend it in the source");
        }
        unfit(mapping, column, value).ifPresent(rule -> {
            throw wrong(line, "has a value for " + name + " that the source could not hold; it must be " + rule);
        });
    }

    private UserException wrong(Line line, String what) {
        return CorrectionLines.wrong(file, line.number(), what);
    }

    /** Whether the source computes the column, or others from it. */
    private static boolean computed(Table table, String column) {
        var word = Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])");
        return table.columns().stream()
                .filter(Table.Column::generated)
                .anyMatch(c -> c.name().equals(column)
                        || c.nature().expression().isEmpty()
                        || word.matcher(c.nature().expression()).find());
    }

    /** Whether references through this table go by the column. */
    private boolean stands(String table, String column) {
        return plan.mappings().stream()
                .flatMap(m -> m.lookups().stream())
                .flatMap(l -> l.via().stream())
                .anyMatch(v -> v.table().equals(table)
                        && (v.by().equals(column) || v.key().equals(column)));
    }

    private Optional<String> unfit(Mapping mapping, Table.Column column, Written value) {
        if (value.kind() == Kind.NULL) {
            return Optional.empty();
        }
        if (value.kind() == Kind.INTEGER && new BigInteger(value.text()).bitLength() >= Long.SIZE) {
            return Optional.of("a whole number of 64 bits");
        }
        if (value.kind() == Kind.REAL && !exact(value.text())) {
            return Optional.of("a number that 64 bits hold exactly");
        }
        var wanted = switch (mapping.forms().getOrDefault(column.name(), Form.MIXED)) {
            case LONG -> value.kind() == Kind.INTEGER ? "" : "a whole number or null";
            case SINGLE, DOUBLE -> value.kind() == Kind.INTEGER || value.kind() == Kind.REAL ? "" : "a number or null";
            case TEXT -> value.kind() == Kind.TEXT ? "" : "a text or null";
            case BYTES -> value.kind() == Kind.BYTES ? "" : "{\"bytes\": \"<base64>\"} or null";
            case MIXED -> "";
        };
        if (!wanted.isEmpty()) {
            return Optional.of(wanted);
        }
        return value.kind() == Kind.TEXT ? source.types().unfit(column, value.text()) : Optional.empty();
    }

    private static boolean exact(String text) {
        var number = Double.parseDouble(text);
        // JSON has no numbers for these, so that they were marked on purpose.
        return text.equals(Double.toString(number))
                || (Double.isFinite(number)
                        && new BigDecimal(Double.toString(number)).compareTo(new BigDecimal(text)) == 0);
    }

    /**
     * Numbers that are written in two ways are the same; a double that is none of JSON's stands as text where it was.
     */
    static boolean same(Written before, Written now) {
        if (before.equals(now)) {
            return true;
        }
        var numbers = number(before) && number(now);
        return numbers
                && Double.compare(Double.parseDouble(before.text()), Double.parseDouble(now.text())) == 0
                && (before.kind() != Kind.INTEGER || now.kind() != Kind.INTEGER)
                && before.kind() == Kind.REAL;
    }

    private static boolean number(Written value) {
        return value.kind() == Kind.INTEGER || value.kind() == Kind.REAL;
    }
}

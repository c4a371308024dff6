package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.EnumRule;
import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.types.Decision;
import io.transfuse.types.SqliteTypes;
import io.transfuse.types.UnixTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of one branch that keep their values: type, default, counting and computing. */
record Carried(Graph graph, Entity entity, TableRules rules) {

    private static final long LONGEST = 500_000_000;

    /** Bytes of memory that each byte of a value takes on its way, measured with blobs of 256 MB. */
    private static final long COPIES = 15;

    private static final Set<Kind> MOMENTS = Set.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);
    private static final Set<Kind> COUNTING = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

    ColumnMapping of(Table.Column column, String target, boolean nullable) {
        var name = column.name();
        var decision = graph.typed(entity, column);
        decision.declared()
                .ifPresent(wanted -> graph.notes().warn(entity.name(), name, mixed(column, decision, wanted)));
        decision.blocker().ifPresent(b -> graph.notes().block(entity.name(), name, b));
        tooLong(name);
        var type = type(decision, target);
        severalUnits(name, type);
        undated(column, type);
        return new ColumnMapping(
                column(column, target, type, nullable, decision.labels()), new Value.Carry(name), decision.rule());
    }

    private void undated(Table.Column column, PgType type) {
        var name = column.name();
        if (!graph.dialect().mysql()
                && !MOMENTS.contains(type.kind())
                && SqliteTypes.undated(column, entity.profile(name))) {
            graph.notes()
                    .warn(
                            entity.name(),
                            name,
                            "is declared " + column.type()
                                    + ", but its whole numbers are too small to count seconds since"
                                    + " 1970 up to our days: years, days or digits of dates; it becomes " + type
                                    + " (columns." + name + ".type = timestamp reads them as seconds)");
        }
    }

    /** Numbers that are small for milliseconds, in a column where some are too large for seconds. */
    private void severalUnits(String name, PgType type) {
        var profile = entity.profile(name);
        var from = UnixTime.millisFrom(profile);
        if (MOMENTS.contains(type.kind())
                && UnixTime.countsMillis(profile)
                && profile.minInteger().filter(m -> m < from).isPresent()) {
            graph.notes()
                    .warn(
                            entity.name(),
                            name,
                            "holds whole numbers of two sizes: below " + from + " they are read as seconds since 1970,"
                                    + " from there on as milliseconds; where all are milliseconds, write tables."
                                    + entity.rules().source() + " { drop = [" + name + "], columns." + name
                                    + " { type = " + type + ", expression = \"timestamp_millis(" + name
                                    + ")\", takes = [" + name + "] } }");
        }
    }

    private String mixed(Table.Column column, Decision decision, PgType wanted) {
        var declared = "is declared " + column.type() + " (" + wanted + "), but holds other values too";
        if (wanted.equals(decision.type())) {
            return declared + ": texts become their bytes, numbers are rejected";
        }
        return declared + ", so it becomes " + decision.type()
                + (graph.dialect().mysql()
                        ? " (policy.tinyint1 = auto; boolean keeps the type and rejects those rows)"
                        : " (policy.mixed = widen; quarantine keeps the type and rejects those rows)");
    }

    /** PostgreSQL takes a row of at most a gigabyte of text, in which each byte of a blob is two digits. */
    private void tooLong(String name) {
        var longest = entity.profile(name).maxLength();
        if (longest > LONGEST) {
            graph.notes()
                    .block(
                            entity.name(),
                            name,
                            "holds a value of length " + longest + ", but PostgreSQL takes at most about " + LONGEST
                                    + "; keep it outside of the database, and leave the column out with"
                                    + " tables." + entity.rules().source() + ".drop = [" + name + "]");
        } else if (longest * COPIES > Runtime.getRuntime().maxMemory()) {
            graph.notes()
                    .warn(
                            entity.name(),
                            name,
                            "holds a value of length " + longest + ", which may take more memory than there is; give"
                                    + " more with TRANSFUSE_JAVA_OPTS=-Xmx" + gigabytes(longest * (COPIES + 1))
                                    + "g");
        }
    }

    private static long gigabytes(long bytes) {
        return (bytes + (1L << 30) - 1) >> 30;
    }

    /** The type; an enumeration gets a name of its own. */
    PgType type(Decision decision, String target) {
        return decision.type().kind() == Kind.ENUM
                ? graph.enumerations().of(entity.target(rules), target, decision.labels())
                : decision.type();
    }

    /** The same where a rule may ask for an enumeration, or rename its members. */
    PgType type(Decision decision, ColumnRules rule, List<String> labels) {
        return rule.enumeration().isPresent() || decision.type().kind() == Kind.ENUM
                ? enumeration(rule, labels)
                : decision.type();
    }

    PgType enumeration(ColumnRules rule, List<String> labels) {
        var name = rule.enumeration().flatMap(EnumRule::name);
        if (name.isEmpty()) {
            return graph.enumerations().of(entity.target(rules), rule.target(), labels);
        }
        return graph.enumerations().named(name.get(), labels).orElseGet(() -> {
            graph.notes()
                    .block(
                            entity.name(),
                            rule.target(),
                            rule.key() + " makes the enumeration " + name.get() + " of " + String.join(", ", labels)
                                    + ", but must list the same members as the other columns of that type");
            return PgType.of("text");
        });
    }

    TargetColumn column(Table.Column column, String target, PgType type, boolean nullable, List<String> labels) {
        zeroDates(column);
        wrongMembers(column);
        tooDeep(column);
        var counts = counts(column, type);
        var given = counts || column.generated()
                ? Optional.<String>empty()
                : column.defaultSql().flatMap(d -> given(column.name(), d, type, labels));
        return new TargetColumn(
                target,
                type,
                nullable && !counts,
                given,
                counts,
                Optional.empty(),
                counts ? next(column.name()) : Optional.empty(),
                column.nature().comment());
    }

    /** SQLite goes on after the largest number that is there, refused or not. */
    private Optional<Long> next(String column) {
        return entity.table()
                .next()
                .or(() -> entity.profile(column)
                        .maxInteger()
                        .filter(m -> !graph.dialect().mysql() && m > 0 && m < Long.MAX_VALUE)
                        .map(m -> m + 1));
    }

    static TargetColumn withDefault(TargetColumn column, Optional<String> given) {
        return new TargetColumn(
                column.name(),
                column.type(),
                column.nullable(),
                given,
                column.identity(),
                column.generated(),
                column.next(),
                column.comment());
    }

    /** They read as the member that MySQL puts for them, so that no policy sees them. */
    private void wrongMembers(Table.Column column) {
        var count = entity.profile(column.name()).fact("wrong-member");
        if (count > 0) {
            graph.notes()
                    .warn(
                            entity.name(),
                            column.name(),
                            "holds " + Notes.count(count, "value that is", "values that are")
                                    + " no member and cannot be told from the declared member ''; to keep them apart, mend"
                                    + " the rows where " + column.name() + " + 0 = 0 in the source");
        }
    }

    private void tooDeep(Table.Column column) {
        if (entity.profile(column.name()).fact("json-too-deep") > 0) {
            graph.notes()
                    .info(
                            entity.name(),
                            column.name(),
                            "holds JSON of more levels than MySQL looks at, so that nobody counted which of its texts are"
                                    + " JSON; they count as texts that are none");
        }
    }

    private void zeroDates(Table.Column column) {
        var count = entity.profile(column.name()).fact("zero-date");
        if (count > 0
                && graph.policy(entity, column.name()).choices().zeroDate().equals("error")) {
            graph.notes()
                    .block(
                            entity.name(),
                            column.name(),
                            "holds " + Notes.count(count, "date", "dates")
                                    + " with a zero part, but must hold none (policy.zero-date = error)");
        }
    }

    private Optional<String> given(String column, String written, PgType type, List<String> labels) {
        var carried = new Defaults(graph.dialect().mysql(), type, labels).of(written);
        // An existing column has the default that somebody gave it.
        if (carried.isEmpty() && !graph.settings().existing() && !written.trim().equalsIgnoreCase("null")) {
            graph.notes()
                    .warn(
                            entity.name(),
                            column,
                            "the default " + written.replace("\0", "\\0")
                                    + " is not carried; PostgreSQL has no equal for it");
        }
        return carried;
    }

    /** Whether PostgreSQL goes on numbering rows by this column. */
    private boolean counts(Table.Column column, PgType type) {
        var rowid = entity.table().primaryKey().equals(List.of(column.name()))
                && column.type().equals("integer")
                && !graph.dialect().mysql()
                && !entity.table().position().startsWith("quote(");
        if (column.nature().counts() && !COUNTING.contains(type.kind())) {
            uncounted(column, type);
        }
        return (rowid || column.nature().counts()) && COUNTING.contains(type.kind());
    }

    private void uncounted(Table.Column column, PgType type) {
        var name = column.name();
        var beyond = entity.profile(name).fact("beyond-long") > 0;
        var counted = "numbers its rows" + (beyond ? " beyond 9223372036854775807, so it is " : ", and is ") + type;
        var asked = rules.columns().stream()
                .anyMatch(r ->
                        r.type().isPresent() && Entity.source(entity.table(), r).equals(Optional.of(name)));
        if (asked) {
            graph.notes().warn(entity.name(), name, counted + "; PostgreSQL does not go on numbering");
        } else {
            var key = "tables." + entity.rules().source() + ".columns." + name;
            graph.notes()
                    .block(
                            entity.name(),
                            name,
                            counted + ", but must be bigint for PostgreSQL to go on numbering; "
                                    + (beyond ? "mend those numbers" : "write " + key + " = bigint")
                                    + ", or do without numbering by " + key + " = \"" + type + "\"");
        }
    }
}

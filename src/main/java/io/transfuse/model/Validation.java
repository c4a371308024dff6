package io.transfuse.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a run and all that it rests on; {@code validation_report.json} is this record.
 *
 * @param run identifies the stage
 * @param system the shipped system, or {@code general}
 * @param cut the moment of the source that was read
 * @param planDigest digest of the plan
 * @param verdict over all tables and checks
 * @param startedAt ISO time in UTC
 * @param seconds how long the command took
 * @param sources the fate of every source row
 * @param tables what stage and target hold
 * @param losses values changed by a policy, counted
 * @param rejects rows refused, counted by rule
 * @param checks everything else that was asked
 * @param level how far stage and target were compared
 * @param queries questions of the application that were asked of source and target
 * @param circumstances how it came about
 */
public record Validation(
        String run,
        String system,
        String cut,
        String planDigest,
        Verdict verdict,
        String startedAt,
        double seconds,
        List<Fate> sources,
        List<Compared> tables,
        List<Loss> losses,
        List<Reject> rejects,
        List<Check> checks,
        Level level,
        List<Asked> queries,
        Circumstances circumstances) {

    /** A verdict whose circumstances nobody noted. */
    public Validation(
            String run,
            String system,
            String cut,
            String planDigest,
            Verdict verdict,
            String startedAt,
            double seconds,
            List<Fate> sources,
            List<Compared> tables,
            List<Loss> losses,
            List<Reject> rejects,
            List<Check> checks,
            Level level,
            List<Asked> queries) {
        this(
                run,
                system,
                cut,
                planDigest,
                verdict,
                startedAt,
                seconds,
                sources,
                tables,
                losses,
                rejects,
                checks,
                level,
                queries,
                Circumstances.UNKNOWN);
    }

    public Validation {
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
        losses = List.copyOf(losses);
        rejects = List.copyOf(rejects);
        checks = List.copyOf(checks);
        queries = List.copyOf(queries);
    }

    /** The same with what the application's questions were answered; a difference fails it. */
    public Validation with(List<Asked> asked) {
        var failed = verdict == Verdict.FAIL || asked.stream().anyMatch(q -> q.verdict() == Verdict.FAIL);
        return new Validation(
                run,
                system,
                cut,
                planDigest,
                failed ? Verdict.FAIL : Verdict.PASS,
                startedAt,
                seconds,
                sources,
                tables,
                losses,
                rejects,
                checks,
                level,
                asked,
                circumstances);
    }

    /** The same verdict, and how it came about. */
    public Validation with(Circumstances noted) {
        return new Validation(
                run,
                system,
                cut,
                planDigest,
                verdict,
                startedAt,
                seconds,
                sources,
                tables,
                losses,
                rejects,
                checks,
                level,
                queries,
                noted);
    }

    /** The same with what else was asked, which the verdict rests on too. */
    public Validation and(List<Check> more) {
        var failed = verdict == Verdict.FAIL || more.stream().anyMatch(c -> c.verdict() == Verdict.FAIL);
        return new Validation(
                run,
                system,
                cut,
                planDigest,
                failed ? Verdict.FAIL : Verdict.PASS,
                startedAt,
                seconds,
                sources,
                tables,
                losses,
                rejects,
                Stream.concat(checks.stream(), more.stream()).toList(),
                level,
                queries,
                circumstances);
    }

    /** The outcome of one comparison; WARN is worth a look and does not fail the run. */
    public enum Verdict {
        PASS,
        WARN,
        FAIL
    }

    /** How far a table is compared: the number of its rows, their checksums too, or each row that is read back. */
    public enum Level {
        COUNTS,
        DIGESTS,
        ROWS
    }

    /**
     * Where the rows of one source table went; {@code corrected} are those of the staged ones that were refused first,
     * until they or the rows they refer to were corrected.
     */
    public record Fate(
            String table,
            long read,
            long staged,
            long rejected,
            long dropped,
            long derived,
            long consulted,
            long corrected) {

        /** One of which nothing was corrected. */
        public Fate(String table, long read, long staged, long rejected, long dropped, long derived, long consulted) {
            this(table, read, staged, rejected, dropped, derived, consulted, 0);
        }

        /** Whether every row has exactly one fate. */
        public boolean closed() {
            return read == staged + rejected + dropped;
        }
    }

    /** Stage and target of one table. */
    public record Compared(
            String table,
            List<String> sources,
            long stagedRows,
            long targetRows,
            long missing,
            long extra,
            long changed,
            long stageVersion,
            String stageChecksum,
            String targetChecksum,
            Verdict verdict,
            List<Difference> differences) {
        public Compared {
            sources = List.copyOf(sources);
            differences = List.copyOf(differences);
        }
    }

    /**
     * One row that differs.
     *
     * @param kind missing, extra or changed
     * @param values what the columns hold; nothing unless the user asked for clear values
     */
    public record Difference(String key, String kind, List<String> columns, List<Unequal> values) {
        /** Without its values. */
        public Difference(String key, String kind, List<String> columns) {
            this(key, kind, columns, List.of());
        }

        public Difference {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /** What a column must hold and what it holds, both cut to a readable length; null is NULL. */
    public record Unequal(
            String column,
            @Nullable String expected,
            @Nullable String actual) {}

    /** Values of one column changed under one rule. */
    public record Loss(String table, String column, String rule, long count) {}

    /** Rows of one table refused under one rule. */
    public record Reject(String table, String rule, long count) {}

    /** One question with its answer; {@code examples} name rows by digests, never by their values. */
    public record Check(String name, Verdict verdict, long count, String detail, List<String> examples) {
        /** One that names no rows. */
        public Check(String name, Verdict verdict, long count, String detail) {
            this(name, verdict, count, detail, List.of());
        }

        public Check {
            // What an older version noted has none.
            examples = List.copyOf(Objects.requireNonNullElse(examples, List.of()));
        }
    }

    /**
     * One question that source and target were asked, each in its own SQL.
     *
     * @param verdict WARN where it was not asked, or where it is known why the answers need not be equal
     * @param rows rows of the source's answer
     * @param missing rows that only the source's answer has
     * @param extra rows that only the target's answer has
     * @param detail what is wrong, empty where nothing is
     */
    public record Asked(
            String name,
            Verdict verdict,
            long rows,
            Times source,
            Times target,
            long missing,
            long extra,
            String detail) {}

    /** How long answers took, in milliseconds: half of them and 95 % of them no longer; 0 where none was timed. */
    public record Times(double p50, double p95) {}
}

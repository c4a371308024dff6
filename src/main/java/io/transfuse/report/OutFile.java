package io.transfuse.report;

/** Every name under {@code --out}, with the line that the report prints beside it. */
public enum OutFile {
    REPORT("report.html", "this page"),
    VALIDATION("validation_report.json", "the same facts for machines"),
    SCHEMA_DIFF(
            "schema_diff.md", "what changes for each table and column, why, and what the application has to change"),
    PLAN("migration_plan.json", "every decision that was made before anything was written"),
    SCHEMA_SQL("schema.sql", "the target's tables, to run with psql"),
    INDEXES_SQL("indexes.sql", "keys, indexes and foreign keys, to run with psql"),
    CHECKS_SQL("post_migration_checks.sql", "questions to ask the target again at any time, to run with psql"),
    CROSSWALKS("crosswalks", "old and new keys, a CSV file and a Delta table for each entity"),
    STAGE("stage", "what the target must hold, one Delta table for each target table (clear data)"),
    REJECTS("rejects", "the refused rows, whole, to repair and load (clear data)"),
    LOG("migration.log", "one line a step"),
    AUDIT("audit.jsonl", "who did what and when, each entry with the hash of the one before"),
    SOURCE_COPY("source", "the source as it was at the cut (clear data)"),
    POSTGRES("postgres", "the embedded PostgreSQL's data");

    private final String fileName;
    private final String about;

    OutFile(String fileName, String about) {
        this.fileName = fileName;
        this.about = about;
    }

    /** The name below {@code --out}. */
    public String fileName() {
        return fileName;
    }

    /** What it holds, in a few words. */
    public String about() {
        return about;
    }
}

package io.transfuse.report;

import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Storage;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A database of a thousand tables, one of which differs. */
final class ThousandTables {
    private static final int TABLES = 1000;
    private static final int COLUMNS = 15;
    private static final int DIFFERS = 400;

    private ThousandTables() {}

    private static String name(int i) {
        return List.of("visits", "orders", "notes", "images", "audit").get(i % 5) + "_" + String.format("%04d", i);
    }

    private static long rows(int i) {
        return 1 + (i * 7919L) % 100_003;
    }

    static Validation validation() {
        return new Validation(
                "0b6f6c3e-6f0e-4f7e-9a36-d2b7f9a1c001",
                "general",
                "mysql:binlog.000042/1337",
                "7d1e4c52a90b",
                Verdict.FAIL,
                "2025-11-21T01:20:30Z",
                1874.25,
                IntStream.range(0, TABLES)
                        .mapToObj(i -> new Validation.Fate(
                                name(i),
                                rows(i),
                                rows(i) - i % 3,
                                i % 50 == 0 ? 0 : i % 3,
                                i % 50 == 0 ? i % 3 : 0,
                                0,
                                0))
                        .toList(),
                IntStream.range(0, TABLES).mapToObj(ThousandTables::compared).toList(),
                List.of(new Validation.Loss(name(3), "created", "zero-date", 5)),
                List.of(new Validation.Reject(name(7), "orphan:parent_id", 1)),
                IntStream.range(0, TABLES)
                        .mapToObj(i -> new Validation.Check(
                                "orphans:" + name(i) + ".parent_id",
                                i == DIFFERS ? Verdict.FAIL : Verdict.PASS,
                                i == DIFFERS ? 3 : 0,
                                "rows that refer to no row"))
                        .toList(),
                Validation.Level.ROWS,
                List.of());
    }

    private static Validation.Compared compared(int i) {
        var staged = rows(i) - i % 3;
        var differs = i == DIFFERS;
        return new Validation.Compared(
                "public." + name(i),
                List.of(name(i)),
                staged,
                differs ? staged - 1 : staged,
                differs ? 1 : 0,
                0,
                0,
                0,
                "cd".repeat(16),
                (differs ? "ab" : "cd").repeat(16),
                differs ? Verdict.FAIL : Verdict.PASS,
                differs ? List.of(new Validation.Difference("17", "missing", List.of())) : List.of());
    }

    static PlanDocument plan() {
        return new PlanDocument(
                new Plan.Identity("general", "mysql:binlog.000042/1337", "7d1e4c52a90b", Map.of()),
                new PlanDocument.Totals(TABLES, TABLES, 1, 1),
                PlanJson.document(SmallShop.plan()).forecast(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                IntStream.range(0, TABLES).mapToObj(ThousandTables::written).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    private static PlanDocument.Written written(int i) {
        return new PlanDocument.Written(
                name(i),
                "public." + name(i),
                "",
                rows(i),
                Mapping.Parts.ONE,
                null,
                IntStream.range(0, COLUMNS).mapToObj(c -> column(c, rows(i))).toList(),
                new PlanDocument.Constraints(
                        List.of("id"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        Map.of()),
                null,
                List.of(),
                List.of());
    }

    private static PlanDocument.Column column(int c, long rows) {
        var key = c == 0;
        return new PlanDocument.Column(
                key ? "id" : "column_" + c,
                key ? "bigint" : c % 2 == 0 ? "text" : "timestamp",
                !key,
                null,
                key,
                null,
                "",
                List.of(key ? "id" : "column_" + c),
                List.of(key ? "bigint unsigned" : c % 2 == 0 ? "varchar(255)" : "datetime"),
                List.of("TEXT"),
                List.of(new PlanDocument.Seen(Map.of(Storage.TEXT, rows), 36, Map.of())),
                "carried",
                key ? "no value of 2^63 or more" : c % 2 == 0 ? "text has no length" : "policy.datetime = timestamp");
    }
}

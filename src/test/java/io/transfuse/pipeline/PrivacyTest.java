package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Reject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Marked values go through a run that meets every kind of trouble; nobody may overhear them. */
class PrivacyTest {
    private static final String MARK = "Qx7Zmarked";
    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final String PASSWORD = "Pw9Kpassword";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSharedDirectorySharesNoFolderWithRows() throws IOException {
        var trial = Trial.shop(folder);
        // The process's own mask may be a strict one.
        Files.setPosixFilePermissions(Files.createDirectory(trial.out), SHARED);
        Files.setPosixFilePermissions(Files.createDirectory(trial.out.resolve("source")), SHARED);

        assertThat(trial.run().exitCode()).isZero();

        assertThat(Files.getPosixFilePermissions(trial.out)).isEqualTo(SHARED);
        assertThat(List.of("source", "stage", "rejects", "crosswalks"))
                .allSatisfy(f -> assertThat(Files.getPosixFilePermissions(trial.out.resolve(f)))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void noValueOfARowAndNoPasswordIsOverheard() throws Exception {
        var trial = marked();
        try (var overheard = new Overheard()) {
            fails(trial, "load", "ALTER TABLE products ADD CHECK (name NOT LIKE '" + MARK + "%')");
            Servers.execute(trial.target, "ALTER TABLE products DROP CONSTRAINT products_name_check");
            fails(
                    trial,
                    "keys and indexes",
                    "INSERT INTO products SELECT gen_random_uuid(), sku, name, price FROM products");
            Servers.execute(
                    trial.target,
                    "DELETE FROM products p WHERE EXISTS"
                            + " (SELECT FROM products o WHERE o.sku = p.sku AND o.ctid < p.ctid)");

            var outcome = trial.run();
            finished(outcome);
            assertThat(outcome.validation().orElseThrow().rejects())
                    .extracting(Reject::rule)
                    .contains("expression:body", "check:whole", "nul-byte:body", "orphan:owner_id");
            finished(trial.correct(mended(trial)));
            Servers.execute(trial.target, "UPDATE products SET name = name || '" + MARK + "'");
            finished(trial.verify());

            said.addAll(overheard.lines());
        }
        files(trial.out);
        assertThat(said)
                .anyMatch(l -> l.startsWith("Exception in task"))
                .anyMatch(l -> l.contains("SparkListenerTaskEnd") && l.contains("SQLSTATE 23514"))
                .anyMatch(l -> l.contains("SparkListenerSQLExecutionStart"));
        assertThat(said).noneMatch(l -> l.contains(MARK)).noneMatch(l -> l.contains(PASSWORD));
    }

    /** Marks in good rows and in bad ones. */
    private Trial marked() {
        var trial = Trial.shop(folder).with("limits.rejects", "10");
        trial.with("target.url", trial.target.jdbcUrl().replace("//", "//postgres:" + PASSWORD + "@"));
        trial.settings.remove("target.password");
        var notes = "tables.notes.";
        trial.with(notes + "columns.digits.type", "integer")
                .with(notes + "columns.digits.new", "true")
                .with(notes + "columns.digits.takes", "body")
                .with(notes + "columns.digits.expression", "CASE WHEN id = 9003 THEN CAST(body AS INT) END")
                .with(notes + "checks.whole", "body NOT LIKE '%4' OR CAST(body AS INT) > 0");
        trial.inSource(
                "UPDATE customers SET name = '" + MARK + "' || name, email = '" + MARK + "' || id || '@example.org'",
                "UPDATE products SET name = '" + MARK + "' || name, sku = '" + MARK + "' || sku",
                "UPDATE orders SET status = '" + MARK + "' WHERE id % 2 = 0",
                "UPDATE order_items SET quantity = '" + MARK + "' WHERE order_id = 1",
                "UPDATE notes SET body = '" + MARK + "' || coalesce(body, '')",
                "UPDATE notes SET owner_type = '" + MARK + "' WHERE id = (SELECT min(id) FROM notes)",
                "UPDATE notes SET created_at = '" + MARK + "' WHERE id = (SELECT max(id) FROM notes)",
                "INSERT INTO notes VALUES (9001, 'order', 1, '" + MARK + "' || char(0), NULL), (9002, 'order', 9999, '"
                        + MARK + "', NULL), (9003, 'order', 1, '" + MARK + "', NULL), (9004, 'order', 2, '" + MARK
                        + "4', NULL)");
        return trial;
    }

    /** Refused rows, one of them good by now. */
    private Path mended(Trial trial) throws IOException {
        var file = folder.resolve("corrections.jsonl");
        trial.correctable(file);
        var lines = Files.readString(file);
        assertThat(lines).contains("\\u0000");
        return Files.writeString(file, lines.replace("\\u0000", ""));
    }

    private void fails(Trial trial, String step, String trouble) {
        try {
            trial.run(Halting.at(step, () -> Servers.execute(trial.target, trouble)));
        } catch (UserException e) {
            assertThat(e.exitCode()).isEqualTo(4);
            assertThat(e).hasMessageContaining(step.equals("load") ? "SQLSTATE 23514" : "SQLSTATE 23505");
            said.add(Overheard.whole(e));
            return;
        }
        throw new AssertionError(step + " went well");
    }

    private void finished(Outcome outcome) {
        assertThat(outcome.validation()).isNotEqualTo(Optional.empty());
        said.addAll(outcome.findings());
        said.add(outcome.summary());
        said.add(outcome.json());
    }

    private void files(Path out) throws IOException {
        try (var files = Files.newDirectoryStream(out, Files::isRegularFile)) {
            for (var file : files) {
                said.add(file.getFileName() + "\n" + Files.readString(file));
            }
        }
    }
}

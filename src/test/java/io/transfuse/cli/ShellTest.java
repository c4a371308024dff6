package io.transfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.UserException;
import io.transfuse.pipeline.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    private final Recorded shell = Recorded.content();

    @Test
    void optionsBecomeSettingsByTheirFullKeys() {
        var code = shell.execute(
                "run",
                "-c",
                "app.conf",
                "--source",
                "sqlite:app.db",
                "--target",
                "embedded",
                "--system",
                "radcase",
                "--out",
                "there",
                "--limit",
                "5",
                "--batch-size",
                "100",
                "--only",
                "a,b",
                "--set",
                "policy.orphan=null",
                "--set",
                "limits.rejects=7");

        assertThat(code).isZero();
        assertThat(shell.requests.get(0).config()).contains(Path.of("app.conf"));
        assertThat(shell.requests.get(0).settings())
                .isEqualTo(Map.of(
                        "source.url", "sqlite:app.db",
                        "target.url", "embedded",
                        "system", "radcase",
                        "out", "there",
                        "limit", "5",
                        "stage.chunk-rows", "100",
                        "only", "a,b",
                        "policy.orphan", "null",
                        "limits.rejects", "7"));
    }

    @Test
    void theLauncherIsToldWhetherMuchIsToDoForTheSameOptions() {
        shell.execute("size", "run", "--fresh", "--keep", "--source", "mysql://host/db", "-q");
        shell.execute("size", "verify", "-c", "app.conf");

        assertThat(shell.asked).containsExactly("size", "size of the stage");
        assertThat(shell.requests.get(0).settings()).containsEntry("source.url", "mysql://host/db");
        assertThat(shell.requests.get(1).config()).contains(Path.of("app.conf"));
        assertThat(shell.out().lines()).containsExactly("large", "small");
    }

    @Test
    void theRowOfADigestIsALineForASpreadsheetToo() {
        assertThat(shell.execute("report", "--out", "there", "--find", "hmac:0"))
                .isZero();
        assertThat(shell.asked).containsExactly("find hmac:0");
        assertThat(shell.out()).isEqualTo("public.cases\tstage\t[\"a\\tb\"]\tcases\t7\n");
    }

    @Test
    void refusedRowsAreLinesForASpreadsheetOrADocumentForAProgram() {
        assertThat(shell.execute("report", "--out", "there", "--rejects")).isZero();
        assertThat(shell.execute("report", "--out", "there", "--rejects", "--json"))
                .isZero();

        assertThat(shell.out().lines())
                .containsExactly(
                        "cases\torphan:user_id\t7\t{\"id\": 7, \"note\": \"a\\tb\"}",
                        "[",
                        "{\"table\": \"cases\", \"reason\": \"orphan:user_id\", \"key\": \"7\","
                                + " \"row\": {\"id\": 7, \"note\": \"a\\tb\"}}",
                        "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run|run fresh=false keep=false",
                "run --fresh|run fresh=true keep=false",
                "run --keep|run fresh=false keep=true",
                "run --dry-run|plan",
                "plan|plan",
                "verify|verify",
                "verify --level counts|verify",
                "verify --repair|repair",
                "report --check-audit|check audit",
                "status|status",
                "report|report",
                "noop|noop"
            })
    void aCommandAsksTheEngineForOneThing(String args, String asked) {
        shell.execute(args.split(" "));

        assertThat(shell.asked).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan --souce x|'--souce' is unknown, but must be an option; did you mean --source?",
                "plan --zzzzzzzz|'--zzzzzzzz' is unknown, but must be an option",
                "verfy|'verfy' is unknown, but must be a command; did you mean verify?",
                "verify --levl counts|'--levl' is unknown, but must be an option; did you mean --level?",
                "plan --limit abc|--limit is abc, but must be a whole number",
                "run --source|URL of --source is missing",
                "demo|SYSTEM is missing",
                "demo radcase --source-server maria|--source-server is maria, but must be one of mysql, mariadb",
                "demo radcas|SYSTEM is radcas, but must be one of radcase, emrsim, healthapp, genascope, medcenter; did you mean radcase?",
                "plan --only a --skip b|--skip is given beside --only, but only one of them may be",
                "sync|'sync' is unknown, but must be a command"
            })
    void aWrongArgumentIsOneLineAndExit2(String args, String line) {
        assertThat(shell.execute(args.split(" "))).isEqualTo(2);
        assertThat(shell.err()).startsWith(line).hasLineCount(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.asked).isEmpty();
    }

    @Test
    void whatAUserCanMendIsOneLineWithoutATrace() {
        var failing = new Recorded(() -> {
            throw UserException.unreachable("localhost:5432/app refuses the password; set TRANSFUSE_TARGET_PASSWORD");
        });

        assertThat(failing.execute("run")).isEqualTo(3);
        assertThat(failing.err().strip())
                .isEqualTo("localhost:5432/app refuses the password; set TRANSFUSE_TARGET_PASSWORD");
    }

    @Test
    void aUserErrorBehindOtherExceptionsIsFound() {
        var failing = new Recorded(() -> {
            throw new IllegalStateException("a task failed", UserException.stopped("load: the connection was cut"));
        });

        assertThat(failing.execute("run")).isEqualTo(4);
        assertThat(failing.err().strip()).isEqualTo("load: the connection was cut; run the same command again");
    }

    @Test
    void verboseShowsWhereAFailureHappened() {
        var failing = new Recorded(() -> {
            throw UserException.usage("name is x, but must be y");
        });

        assertThat(failing.execute("run", "--verbose")).isEqualTo(2);
        assertThat(failing.err()).contains("UserException", "\tat ");
    }

    @Test
    void aBugPrintsEverythingAndExits70() {
        var failing = new Recorded(() -> {
            throw new IllegalStateException("cannot be");
        });

        assertThat(failing.execute("run")).isEqualTo(70);
        assertThat(failing.err()).contains("IllegalStateException: cannot be", "\tat ");
    }

    @Test
    void findingsGoToTheSecondStreamAndTheResultToTheFirst() {
        var unequal = new Recorded(() -> new Outcome(
                1, List.of("cases: 1 row is missing", "out/report.html"), Optional.empty(), "summary", "{}"));

        assertThat(unequal.execute("verify")).isEqualTo(1);
        assertThat(unequal.err().lines()).containsExactly("cases: 1 row is missing", "out/report.html");
        assertThat(unequal.out().strip()).isEqualTo("summary");
    }

    @Test
    void jsonIsTheOnlyThingOnTheFirstStream() {
        assertThat(shell.execute("run", "--json")).isZero();
        assertThat(shell.out().strip()).isEqualTo("{\"well\": true}");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void quietPrintsNothingWhereAllIsWell() {
        assertThat(shell.execute("run", "-q")).isZero();
        assertThat(shell.out() + shell.err()).isEmpty();
    }

    @Test
    void aPasswordOnTheCommandLineIsWarnedAboutAndNotRepeated() {
        shell.execute("run", "--target", "postgresql://me:hunter2@localhost/app");

        assertThat(shell.err()).startsWith("warning: the password in --target can be seen by others");
        assertThat(shell.err() + shell.out()).doesNotContain("hunter2");
    }

    @Test
    void aPasswordOfAKeyStoreHasAnotherPlaceToHide() {
        shell.execute("run", "--source", "mysql://me@localhost/app?trustCertificateKeyStorePassword=hunter2");

        assertThat(shell.err())
                .startsWith("warning: the password in --source can be seen by others")
                .contains("--config that has the URL as source.url")
                .doesNotContain("TRANSFUSE_SOURCE_PASSWORD", "hunter2");
    }

    @Test
    void aPasswordAmongTheSettingsIsWarnedAboutToo() {
        shell.execute("run", "--set", "source.password=hunter2");
        assertThat(shell.err())
                .startsWith("warning: the value of source.password in --set can be seen by others")
                .doesNotContain("hunter2");
    }

    @Test
    void whoRepairsDoesNotDryRun() {
        assertThat(shell.execute("verify", "--repair", "--dry-run")).isEqualTo(2);
        assertThat(shell.err()).contains("--dry-run is given to verify, but is for run");
    }

    @Test
    void aPasswordInTheDatabaseToFillIsWarnedAboutToo() {
        shell.execute("sample", "genascope", "--into", "mysql://me:hunter2@localhost/app");
        assertThat(shell.err()).startsWith("warning: the password in --into can be seen by others");
        assertThat(shell.out()).contains("filled mysql://me:***@localhost/app");
        assertThat(shell.err() + shell.out()).doesNotContain("hunter2");
    }

    @Test
    void aSamplePrintsWhatWasPlanted() {
        assertThat(shell.execute("sample", "radcase", "--into", "sqlite:x.db", "--dirty"))
                .isZero();
        assertThat(shell.out()).contains("filled sqlite:x.db", "planted  images: orphan:case_id  3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "sample", "plan", "run", "verify", "status", "report", "systems"})
    void everyCommandHasHelpWithAnExample(String command) {
        assertThat(shell.execute(command, "--help")).isZero();
        assertThat(shell.out()).contains("Usage: transfuse " + command, "Example");
    }

    @Test
    void whatDoesNotWorkYetIsNotShown() {
        assertThat(shell.execute("--help")).isZero();
        assertThat(shell.out()).contains("demo", "systems").doesNotContain("sync", "cutover", "rollback", "noop");
    }
}

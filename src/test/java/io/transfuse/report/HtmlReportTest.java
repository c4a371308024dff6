package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Plan;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String EVIL = "<script>alert('x')</script>";

    @TempDir
    private Path root;

    private OutDirectory out = new OutDirectory(Path.of("."));

    @BeforeEach
    void makeOut() {
        out = OutDirectory.create(root.resolve("out"));
    }

    @Test
    void aPassSaysSoFirstAndCountsWhatWasRefused() {
        assertThat(text(SmallShop.pass()))
                .containsSubsequence(
                        "PASS",
                        "Verified equal; 2 rows refused",
                        "All 3 tables in PostgreSQL hold exactly the 49 rows",
                        "Of 52 rows read, 49 were carried, 2 refused, 1 left out by a named rule.",
                        "orphan:customer_id",
                        "refers to a row that the source does not have")
                .doesNotContain("FAIL", "Differences");
    }

    @Test
    void aFailNamesEveryReasonFirst() {
        assertThat(text(SmallShop.fail()))
                .containsSubsequence(
                        "FAIL",
                        "The target differs from what it must hold",
                        "public.orders: 1 missing, 1 extra, 1 changed",
                        "orders: 1 of 40 rows read went nowhere",
                        "check orphans:orders.person_id: 3, orders without person",
                        "What became of every row");
    }

    @Test
    void differencesShowKeysAndColumns() {
        assertThat(text(SmallShop.fail()))
                .containsSubsequence("17 missing whole row", "99 extra whole row", "21 changed paid, person_id");
    }

    @Test
    void valuesThatTheUserAskedForStandBesideTheirColumns() {
        assertThat(text(SmallShop.fail())).doesNotContain("paid must be", "stand here in clear");
        assertThat(text(SmallShop.fail(new Validation.Unequal("paid", "true", null))))
                .contains("paid must be true , but is NULL", "Values stand here in clear: protect this page");
    }

    @Test
    void failedTablesStandBeforeEqualOnes() {
        assertThat(text(SmallShop.fail()))
                .containsSubsequence(
                        "Stage and target, table by table",
                        "Need a look 1",
                        "public.orders",
                        "Equal 2",
                        "public.people");
    }

    @Test
    void noNameBecomesMarkup() {
        var page = html(evil(), Optional.of(PlanJson.document(evilPlan())));
        assertThat(page).doesNotContain(EVIL).contains("&lt;script&gt;alert(&#39;x&#39;)");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void thePageLoadsNothing() {
        var page = html(SmallShop.fail(), Optional.empty());
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://", "src=\"", "@import", "url(");
    }

    @Test
    void hundredsOfEqualTablesAreFolded() {
        var page = html(many(300), Optional.empty());
        assertThat(page).containsSubsequence("<details class=\"rows\">", "Equal <span class=\"pill\">300</span>");
    }

    @Test
    void thePlanAddsWarningsAndWhatWasNotCarried() {
        var document = PlanJson.document(SmallShop.plan());
        assertThat(text(html(SmallShop.pass(), Optional.of(document))))
                .containsSubsequence(
                        "orders.total declared integer, but holds 3 decimal values",
                        "big|spenders view views are written by people",
                        "CREATE VIEW v AS SELECT ```");
    }

    @Test
    void theWayToTheVerdictIsTold() {
        var page = text(SmallShop.pass().with(SmallShop.circumstances()));
        assertThat(page)
                .containsSubsequence("orphan:customer_id", "policy.orphan = quarantine", "2")
                .containsSubsequence("Where the time went", "plan", "1.5 s", "stage", "1 min 0 s", "49", "1")
                .containsSubsequence("Table by table", "public.orders", "38", "58.5 s", "1", "public.people", "22.0 s")
                .containsSubsequence("Environment", "MariaDB 11.4.5, db:3306/shop", "mysql://app:***@db:3306/shop")
                .doesNotContain("hunter2");
    }

    @Test
    void eachTypeHasItsReason() {
        var document = PlanJson.document(SmallShop.plan());
        assertThat(text(html(SmallShop.pass(), Optional.of(document))))
                .containsSubsequence("Types, and why", "integer bigint 1 1", "public.orders 4 columns from orders")
                .contains("paid paid boolean boolean only 0, 1 and NULL 40 integer");
    }

    @Test
    void whatArrivedStandsBesideWhatWasRead() {
        assertThat(html(SmallShop.fail(), Optional.empty())).contains("<i class=\"missing\"", "<i class=\"changed\"");
    }

    @Test
    void withoutAPlanThePageSaysWhatItCannotTell() {
        assertThat(text(SmallShop.pass())).contains("migration_plan.json is not there, so this page cannot tell.");
    }

    @Test
    void onlyFilesThatAreThereAreListed() {
        out.write(OutFile.SCHEMA_SQL, "");
        HtmlReport.write(out, SmallShop.pass(), Optional.empty());
        assertThat(out.path(OutFile.REPORT))
                .content()
                .contains("<a href=\"schema.sql\">")
                .doesNotContain("<a href=\"indexes.sql\">", "<a href=\"report.html\">");
    }

    @Test
    void theSameVerdictGivesTheSamePage() {
        assertThat(html(SmallShop.fail(), Optional.empty())).isEqualTo(html(SmallShop.fail(), Optional.empty()));
    }

    @Test
    void anEmptyRunIsReadableToo() {
        assertThat(text(many(0))).contains("No table was compared.", "The source holds no row.", "No row was refused.");
    }

    private String html(Validation validation, Optional<PlanDocument> plan) {
        return HtmlReport.html(validation, plan, out);
    }

    private String text(Validation validation) {
        return text(html(validation, Optional.empty()));
    }

    /** What a reader sees, without style, script and tags. */
    private static String text(String html) {
        return html.substring(html.indexOf("<body>"), html.indexOf("<script>"))
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ")
                .replace("&#x60;", "`")
                .replace("&#x3D;", "=");
    }

    private static Validation many(int tables) {
        var compared = IntStream.range(0, tables)
                .mapToObj(i -> new Validation.Compared(
                        "public.t" + i, List.of("t" + i), 1, 1, 0, 0, 0, 0, "aa", "aa", Verdict.PASS, List.of()))
                .toList();
        return new Validation(
                "r",
                "general",
                "c",
                "d",
                Verdict.PASS,
                "now",
                1,
                List.of(),
                compared,
                List.of(),
                List.of(),
                List.of(),
                Validation.Level.DIGESTS,
                List.of());
    }

    private static Validation evil() {
        var difference =
                new Validation.Difference(EVIL, EVIL, List.of(EVIL), List.of(new Validation.Unequal(EVIL, EVIL, EVIL)));
        return new Validation(
                EVIL,
                EVIL,
                EVIL,
                EVIL,
                Verdict.FAIL,
                EVIL,
                1,
                List.of(new Validation.Fate(EVIL, 3, 1, 0, 0, 0, 0)),
                List.of(new Validation.Compared(
                        EVIL, List.of(EVIL), 1, 1, 0, 0, 1, 0, EVIL, "\"" + EVIL, Verdict.FAIL, List.of(difference))),
                List.of(new Validation.Loss(EVIL, EVIL, EVIL, 1)),
                List.of(new Validation.Reject(EVIL, EVIL, 1)),
                List.of(new Validation.Check(EVIL, Verdict.FAIL, 1, EVIL)),
                Validation.Level.DIGESTS,
                List.of(new Validation.Asked(
                        EVIL, Verdict.FAIL, 1, new Validation.Times(1, 2), new Validation.Times(0, 0), 1, 0, EVIL)));
    }

    private static Plan evilPlan() {
        return new Plan(
                new Plan.Identity(EVIL, EVIL, EVIL, Map.of()),
                List.of(),
                List.of(),
                List.of(new NotCarried(EVIL, EVIL, EVIL, EVIL)),
                List.of(new Plan.Note(Plan.Level.WARNING, EVIL, EVIL, EVIL)),
                List.of());
    }
}

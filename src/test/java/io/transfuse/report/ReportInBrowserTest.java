package io.transfuse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.model.Validation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a reader has it, in a Chromium; left out where there is none. */
@TestInstance(Lifecycle.PER_CLASS)
class ReportInBrowserTest {
    private static final String FATES = "section[aria-labelledby=fates] ";
    private static final String A4_WITHIN_MARGINS = "718";

    @TempDir
    private Path root;

    private Optional<Browser> started = Optional.empty();

    @BeforeAll
    void start() throws IOException, InterruptedException {
        var program = Browser.installed();
        if (program.isEmpty()) {
            System.err.println("Chromium is not installed; the tests of report.html in a browser are left out");
        }
        assumeTrue(program.isPresent(), "Chromium is not installed");
        started = Optional.of(Browser.start(program.get()));
    }

    @AfterAll
    void stop() {
        started.ifPresent(Browser::close);
    }

    private Tab shop() throws IOException {
        return open("shop", SmallShop.fail().with(SmallShop.circumstances()), PlanJson.document(SmallShop.plan()));
    }

    private Tab open(String name, Validation validation, PlanDocument plan) throws IOException {
        var out = OutDirectory.create(root.resolve(name));
        HtmlReport.write(out, validation, Optional.of(plan));
        return started.orElseThrow().open(out.path(OutFile.REPORT));
    }

    @Test
    void theVerdictIsTheHeading() throws IOException {
        try (var tab = shop()) {
            assertThat(tab.texts("h1")).containsExactly("The target differs from what it must hold");
            assertThat(tab.ask("document.title").asText()).startsWith("FAIL");
        }
    }

    @Test
    void nothingIsFetchedAndNothingGoesWrong() throws IOException {
        try (var tab = shop()) {
            tab.click("#theme");
            assertThat(tab.requests()).singleElement().asString().endsWith("/shop/report.html");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void aClickOnAHeadSortsByIt() throws IOException {
        try (var tab = shop()) {
            assertThat(tab.texts(FATES + "tbody th")).first().asString().startsWith("orders");
            tab.ask("document.querySelector(`" + FATES + "table`).tBodies[0].append(" + "...document.querySelectorAll(`"
                    + FATES + "tbody tr`))");
            tab.click(FATES + "thead th:nth-child(3) button");
            assertThat(tab.texts(FATES + "tbody td[data-label=Read]")).containsExactly("40", "12");
            tab.click(FATES + "thead th:nth-child(3) button");
            assertThat(tab.texts(FATES + "tbody td[data-label=Read]")).containsExactly("12", "40");
            assertThat(sorted(tab, 3)).isEqualTo("ascending");
        }
    }

    @Test
    void aHeadIsPressedByKeyboard() throws IOException {
        try (var tab = shop()) {
            tab.ask("document.querySelector(`" + FATES + "thead th:nth-child(1) button`).focus()");
            tab.press("Enter", "\r");
            assertThat(sorted(tab, 1)).isEqualTo("ascending");
            assertThat(tab.texts(FATES + "tbody th")).first().asString().startsWith("customers");
        }
    }

    private static String sorted(Tab tab, int column) {
        return tab.ask("document.querySelector(`" + FATES + "thead th:nth-child(" + column + ")`).ariaSort")
                .asText();
    }

    @Test
    void aWordLeavesOnlyWhatIsCalledSo() throws IOException {
        try (var tab = shop()) {
            find(tab, "companies");
            assertThat(tab.texts("section[aria-labelledby=tables] tbody th"))
                    .singleElement()
                    .asString()
                    .startsWith("public.companies");
            assertThat(tab.texts(FATES + "tbody th")).isEmpty();
            assertThat(tab.texts("section[aria-labelledby=tables] summary")).containsExactly("Equal 1 of 2");
            find(tab, "");
            assertThat(tab.texts(FATES + "tbody th")).hasSize(2);
        }
    }

    private static void find(Tab tab, String word) {
        tab.ask("(async () => { const i = document.querySelector('#find input'); i.value = '" + word
                + "'; i.dispatchEvent(new Event('input')); await new Promise(r => setTimeout(r, 200)); })()");
    }

    @Test
    void aButtonHidesTheChecksOfItsVerdict() throws IOException {
        try (var tab = shop()) {
            assertThat(tab.texts(".chips button")).containsExactly("✕1 failed", "!1 warning");
            tab.click(".chips button[data-verdict=fail]");
            assertThat(tab.texts("section[aria-labelledby=checks] tbody th")).containsExactly("aggregates:orders");
        }
    }

    @Test
    void theColoursFollowTheSystemUntilTheReaderChooses() throws IOException {
        try (var tab = shop()) {
            var background = "getComputedStyle(document.body).backgroundColor";
            tab.medium("screen", "light");
            var light = tab.ask(background).asText();
            tab.medium("screen", "dark");
            var dark = tab.ask(background).asText();
            assertThat(dark).isNotEqualTo(light);
            tab.click("#theme");
            assertThat(tab.ask(background).asText()).isEqualTo(light);
            tab.medium("print", "dark");
            assertThat(tab.ask(background).asText()).isEqualTo("rgb(255, 255, 255)");
        }
    }

    @Test
    void theColumnsOfATableAreMadeWhenItIsOpened() throws IOException {
        try (var tab = shop()) {
            assertThat(tab.texts(".later th")).isEmpty();
            tab.ask("(async () => { document.querySelectorAll('.later').forEach(f => { f.open = true; });"
                    + " await new Promise(r => setTimeout(r, 100)); })()");
            assertThat(tab.texts(".later tbody th")).contains("person_id", "paid");
            assertThat(tab.texts(".later tbody td")).contains("boolean", "only 0, 1 and NULL", "40 integer");
        }
    }

    @Test
    void onPaperEverythingIsUnfoldedAndNothingCutOff() throws IOException {
        try (var tab = shop()) {
            tab.medium("print", "light");
            tab.size(Integer.parseInt(A4_WITHIN_MARGINS), 1000);
            tab.ask("dispatchEvent(new Event('beforeprint'))");
            assertThat(tab.ask("document.querySelectorAll('details:not([open])').length")
                            .asInt())
                    .isZero();
            assertThat(wide(tab)).isEmpty();
            assertThat(tab.texts(".ways")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {375, 768, 1280})
    void thePageFitsItsWindow(int width) throws IOException {
        try (var tab = shop()) {
            tab.size(width, 900);
            assertThat(wide(tab)).isEmpty();
        }
    }

    /** Elements that reach beyond the page. */
    private static List<String> wide(Tab tab) {
        var wide = tab.ask("[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()"
                + " && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
                + ".map(e => e.outerHTML.slice(0, 120))");
        var all = new java.util.ArrayList<String>();
        wide.forEach(w -> all.add(w.asText()));
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everybodyCanReadIt(String colours) throws IOException {
        try (var tab = shop()) {
            tab.medium("screen", colours);
            tab.ask("dispatchEvent(new Event('beforeprint'))");
            tab.ask(axe());
            var found = tab.ask("axe.run(document).then(r => r.violations.map(v => v.id + ': ' + v.help + ' '"
                    + " + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')))");
            assertThat(found).isEmpty();
            assertThat(tab.ask("axe.run(document).then(r => r.passes.length)").asInt())
                    .isGreaterThan(20);
        }
    }

    private static String axe() throws IOException {
        try (var in = ReportInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aThousandTablesAreSearchedAndSorted() throws IOException {
        try (var tab = open("thousand", ThousandTables.validation(), ThousandTables.plan())) {
            assertThat(tab.ask("document.querySelectorAll('.later tbody tr').length")
                            .asInt())
                    .isZero();
            assertThat(tab.texts("#differences ~ details summary")).hasSize(1);
            tab.ask("document.querySelectorAll('details.rows').forEach(f => { f.open = true; })");
            tab.click("section[aria-labelledby=tables] details:last-of-type thead th:nth-child(3) button");
            var rows =
                    tab
                            .texts("section[aria-labelledby=tables] details:last-of-type td[data-label='Stage rows']")
                            .stream()
                            .map(t -> Long.parseLong(t.replace(",", "")))
                            .toList();
            assertThat(rows).hasSize(999).isSortedAccordingTo(java.util.Comparator.reverseOrder());
            find(tab, "audit_0999");
            assertThat(tab.texts("details.later summary")).hasSize(1);
            assertThat(tab.complaints()).isEmpty();
            assertThat(Files.size(root.resolve("thousand/report.html"))).isLessThan(8_000_000);
        }
    }
}

package io.transfuse.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes the pictures of the documentation; scripts/pictures calls it. */
final class Pictures {
    private static final int WIDTH = 1200;
    private static final int NOTEBOOK = 1400;
    private static final String SORTED = """
            (() => {
              const from = performance.now();
              const table = document.querySelector('section[aria-labelledby=tables] details:last-of-type');
              table.open = true;
              table.querySelector('thead th:nth-child(3) button').click();
              document.body.getBoundingClientRect();
              return Math.round(performance.now() - from);
            })()""";
    private static final String FOUND = """
            (async () => {
              const from = performance.now();
              const input = document.querySelector('#find input');
              input.value = 'visits_01';
              input.dispatchEvent(new Event('input'));
              await new Promise((done) => setTimeout(done, 85));
              document.body.getBoundingClientRect();
              return Math.round(performance.now() - from - 85);
            })()""";

    private Pictures() {}

    /** Arguments: the report of a good run, that of a bad one, the folder of the pictures, and a notebook's page. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Path.of(args[2]);
        var program =
                Browser.installed().orElseThrow(() -> new IllegalStateException("Chromium is missing; install it"));
        try (var browser = Browser.start(program)) {
            try (var tab = browser.open(Path.of(args[0]).toAbsolutePath())) {
                take(tab, "light", 1400, folder.resolve("report.png"));
                paper(tab, folder.resolve("report-print.png"));
            }
            try (var tab = browser.open(Path.of(args[1]).toAbsolutePath())) {
                take(tab, "dark", 1100, folder.resolve("report-dark.png"));
            }
            thousand(browser, folder.resolve("report-thousand.png"));
            if (args.length > 3) {
                try (var tab = browser.open(Path.of(args[3]).toAbsolutePath())) {
                    tab.size(WIDTH, NOTEBOOK);
                    tab.ask("document.querySelector('#Rows-of-each-table').scrollIntoView({behavior: 'instant'})");
                    take(tab, "light", NOTEBOOK, folder.resolve("notebook.png"));
                }
            }
        }
    }

    private static void take(Tab tab, String colours, int height, Path file) throws IOException {
        tab.medium("screen", colours);
        tab.size(WIDTH, height);
        Files.write(file, tab.picture());
    }

    private static void paper(Tab tab, Path file) throws IOException {
        tab.medium("print", "dark");
        tab.size(718, 1016);
        tab.ask("dispatchEvent(new Event('beforeprint'))");
        Files.write(file, tab.picture());
        tab.ask("dispatchEvent(new Event('afterprint'))");
    }

    private static void thousand(Browser browser, Path file) throws IOException {
        var root = Files.createTempDirectory("transfuse-pictures");
        var out = OutDirectory.create(root.resolve("out"));
        HtmlReport.write(out, ThousandTables.validation(), Optional.of(ThousandTables.plan()));
        var page = out.path(OutFile.REPORT);
        try (var tab = browser.open(page)) {
            var loaded = tab.ask("Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)");
            System.out.printf(
                    "1,000 tables, 15,000 columns: %,d kB, loaded in %d ms, sorted in %d ms, searched in %d ms%n",
                    Files.size(page) / 1000,
                    loaded.asInt(),
                    tab.ask(SORTED).asInt(),
                    tab.ask(FOUND).asInt());
            tab.size(WIDTH, 1000);
            tab.ask(
                    "document.querySelector('section[aria-labelledby=fates] .legend').scrollIntoView({behavior: 'instant'})");
            tab.ask("scrollBy({top: -70, behavior: 'instant'})");
            take(tab, "light", 1000, file);
        }
        Files.delete(page);
        Files.delete(out.root());
        Files.delete(root);
    }
}

package io.transfuse.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.transfuse.model.Validation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * The verdict and all it rests on as {@code report.html}: one page that needs no network and shows no row's values,
 * unless the user asked for those that differ.
 */
public final class HtmlReport {
    private static final Template TEMPLATE =
            Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(resource("report.mustache"));
    private static final Inlined INLINED = new Inlined(resource("report.css"), resource("report.js"));

    private HtmlReport() {}

    /** Style and script of the page; the browser runs only a script of this digest. */
    record Inlined(String style, String script) {
        String scriptDigest() {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The page's text; {@code plan} adds warnings and what was not carried, {@code out} the files beside it. */
    public static String html(Validation validation, Optional<PlanDocument> plan, OutDirectory out) {
        var page = new StringWriter();
        TEMPLATE.execute(ReportPage.of(validation, plan, out), INLINED, page);
        return page.toString();
    }

    /** Writes the file, whole or not at all. */
    public static void write(OutDirectory out, Validation validation, Optional<PlanDocument> plan) {
        out.write(OutFile.REPORT, html(validation, plan, out));
    }

    private static String resource(String name) {
        try (var in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

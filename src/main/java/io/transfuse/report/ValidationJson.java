package io.transfuse.report;

import io.transfuse.model.Circumstances;
import io.transfuse.model.Validation;
import java.nio.file.Files;

/** The verdict as {@code validation_report.json}. */
public final class ValidationJson {

    private ValidationJson() {}

    /** The document's text, as {@code --json} prints it. */
    public static String text(Validation validation) {
        var noted = validation.circumstances();
        return JsonText.of(validation.with(
                new Circumstances(noted.steps(), noted.environment(), Passwords.masked(noted.settings()))));
    }

    /** Writes the file, whole or not at all. */
    public static void write(OutDirectory out, Validation validation) {
        out.write(OutFile.VALIDATION, text(validation));
    }

    /** Whether there is a verdict. */
    public static boolean exists(OutDirectory out) {
        return Files.exists(out.path(OutFile.VALIDATION));
    }

    /** Removes the verdict of a run that is no more, and the page that shows it. */
    public static void remove(OutDirectory out) {
        out.remove(OutFile.VALIDATION);
        out.remove(OutFile.REPORT);
    }

    /** Reads the last verdict back. */
    public static Validation read(OutDirectory out) {
        return JsonText.read(out.path(OutFile.VALIDATION), Validation.class, "verify");
    }
}

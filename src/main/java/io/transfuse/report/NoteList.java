package io.transfuse.report;

import static io.transfuse.report.Markdown.code;
import static io.transfuse.report.Markdown.text;

import io.transfuse.model.Plan;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plan has to say beside its tables, as parts of a page. */
record NoteList(Plan plan, Markdown page) {

    /** Those of one level. */
    void of(String title, Plan.Level level, String lead) {
        var lines = plan.notes().stream()
                .filter(n -> n.level() == level)
                .map(NoteList::note)
                .toList();
        if (!lines.isEmpty()) {
            page.heading(2, title + " (" + lines.size() + ")").paragraph(lead).bullets(lines);
        }
    }

    /** What would end the warnings, in one piece for the user's own file. */
    void settings() {
        var lines = plan.notes().stream()
                .map(Plan.Note::setting)
                .filter(s -> !s.isEmpty())
                .distinct()
                .toList();
        if (!lines.isEmpty()) {
            page.heading(2, "Settings that these warnings propose (" + lines.size() + ")")
                    .paragraph("Guessed from names and rows: read each, then copy what is right into your own file.")
                    .fenced("hocon", String.join("\n", lines));
        }
    }

    private static String note(Plan.Note note) {
        var place = note.column().isEmpty() ? note.table() : note.table() + "." + note.column();
        var words = note.setting().isEmpty()
                ? text(note.text())
                : Stream.of(note.text().split(Pattern.quote(note.setting()), 2))
                        .map(Markdown::text)
                        .collect(Collectors.joining(code(note.setting())));
        return (place.isEmpty() ? "" : code(place) + ": ") + words;
    }
}

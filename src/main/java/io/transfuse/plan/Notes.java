package io.transfuse.plan;

import io.transfuse.model.Plan.Level;
import io.transfuse.model.Plan.Note;
import io.transfuse.model.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what a reader of the plan should know. */
final class Notes {

    private final List<Note> notes = new ArrayList<>();
    private final List<Validation.Check> foreseen = new ArrayList<>();

    void info(String table, String column, String text) {
        notes.add(new Note(Level.INFO, table, column, text));
    }

    void warn(String table, String column, String text) {
        notes.add(new Note(Level.WARNING, table, column, text));
    }

    /** A warning that a line of settings would end. */
    void propose(String table, String column, String text, String setting) {
        notes.add(new Note(Level.WARNING, table, column, text, setting));
    }

    void block(String table, String column, String text) {
        notes.add(new Note(Level.BLOCKER, table, column, text));
    }

    /** Something that no rule changes, but that the report must show. */
    void foresee(String name, long count, String detail) {
        foreseen.add(new Validation.Check(name, Validation.Verdict.WARN, count, detail));
    }

    List<Validation.Check> foreseen() {
        return foreseen.stream().distinct().toList();
    }

    /** A number of things, in words. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    List<Note> all() {
        return notes.stream().distinct().toList();
    }
}

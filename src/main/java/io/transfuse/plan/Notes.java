package io.transfuse.plan;

import io.transfuse.model.Plan.Level;
import io.transfuse.model.Plan.Note;
import java.util.ArrayList;
import java.util.List;

/** Collects what a reader of the plan should know. */
final class Notes {

    private final List<Note> notes = new ArrayList<>();

    void info(String table, String column, String text) {
        notes.add(new Note(Level.INFO, table, column, text));
    }

    void warn(String table, String column, String text) {
        notes.add(new Note(Level.WARNING, table, column, text));
    }

    void block(String table, String column, String text) {
        notes.add(new Note(Level.BLOCKER, table, column, text));
    }

    List<Note> all() {
        return notes.stream().distinct().toList();
    }
}

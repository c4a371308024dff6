package io.transfuse.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was staged after the run, out of refused rows that somebody corrected. A batch that is noted happens: whatever
 * of it is not done yet, the next command does.
 */
public record Corrected(List<Batch> batches) {

    /** No row was corrected. */
    public static final Corrected NONE = new Corrected(List.of());

    public Corrected {
        batches = List.copyOf(batches);
    }

    /**
     * Rows that were corrected together.
     *
     * @param id names it
     * @param tables the data files with its rows, by {@code schema.table}
     * @param marks the files that name the rows, for {@link Rejects}
     * @param rows how many rows of each source table
     * @param staged whether all that belongs to it is done
     */
    public record Batch(
            String id,
            Map<String, List<StageSeal.Sealed>> tables,
            List<String> marks,
            Map<String, Long> rows,
            boolean staged) {
        public Batch {
            tables = Map.copyOf(tables);
            marks = List.copyOf(marks);
            rows = Map.copyOf(rows);
        }

        Batch done() {
            return new Batch(id, tables, marks, rows, true);
        }

        /** The names of its files in a table. */
        public List<String> files(String table) {
            return tables.getOrDefault(table, List.of()).stream()
                    .map(StageSeal.Sealed::name)
                    .toList();
        }
    }

    /** The same with one more. */
    public Corrected with(Batch batch) {
        var all = new ArrayList<>(batches);
        all.add(batch);
        return new Corrected(all);
    }

    /** The same once everything of it is done. */
    public Corrected done() {
        return new Corrected(batches.stream().map(Batch::done).toList());
    }

    /** Whether a file holds corrected rows of a table. */
    public boolean holds(String table, StagedFile file) {
        return files(table).contains(file.name());
    }

    private Set<String> files(String table) {
        return batches.stream().flatMap(b -> b.files(table).stream()).collect(Collectors.toSet());
    }

    /** The tables of a stage with those files alone that the run staged. */
    public List<StagedTable> before(List<StagedTable> tables) {
        return tables.stream()
                .map(t -> t.with(f -> !holds(t.target().qualified(), f)))
                .toList();
    }

    /** Those tables that have corrected rows, with nothing else. */
    public List<StagedTable> alone(List<StagedTable> tables) {
        return tables.stream()
                .map(t -> t.with(f -> holds(t.target().qualified(), f)))
                .filter(t -> !t.files().isEmpty())
                .toList();
    }
}

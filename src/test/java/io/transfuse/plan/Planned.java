package io.transfuse.plan;

import io.transfuse.config.Settings;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Plan.Level;
import io.transfuse.model.Plan.Note;
import io.transfuse.model.TargetTable;
import io.transfuse.source.Made;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan for a small SQLite file and a configuration. */
final class Planned {

    private Planned() {}

    static Plan of(Path folder, String config, String... statements) {
        try {
            var file = Made.file(Files.createTempFile(folder, "s", ".db"), statements);
            var settings = Settings.read(
                    Optional.of(Files.writeString(folder.resolve("a.conf"), config)),
                    Map.of("source.url", "sqlite:" + file, "target.url", "embedded"),
                    Map.of());
            try (var source = Made.source(file)) {
                return Planner.plan(settings, source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> blockers(Plan plan) {
        return plan.blockers().stream().map(Planned::line).toList();
    }

    static List<String> warnings(Plan plan) {
        return plan.notes().stream()
                .filter(n -> n.level() == Level.WARNING)
                .map(Planned::line)
                .toList();
    }

    private static String line(Note note) {
        return note.table() + "." + note.column() + " " + note.text();
    }

    static TargetTable target(Plan plan, String name) {
        return plan.targets().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static ColumnMapping column(Plan plan, String table, String column) {
        return plan.mappings().stream()
                .flatMap(m -> m.branches().stream())
                .filter(b -> b.target().name().equals(table))
                .flatMap(b -> b.columns().stream())
                .filter(c -> c.target().name().equals(column))
                .findFirst()
                .orElseThrow();
    }
}

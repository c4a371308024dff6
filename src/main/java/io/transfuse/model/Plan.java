package io.transfuse.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that is decided before anything is written.
 *
 * @param identity what this plan is a plan of
 * @param mappings one for each source table that is carried
 * @param polymorphic references whose entity is told by another column, which only checks can guard
 * @param notCarried objects of the source that are listed instead
 * @param notes decisions worth a reader's attention
 * @param foreseen what the data profile found that no rule changes, but the report must show
 * @param types enumeration types that the columns need
 * @param predictions findings that the profile counted in the source, which a run must find again
 */
public record Plan(
        Identity identity,
        List<Mapping> mappings,
        List<Polymorphic> polymorphic,
        List<Catalogue.NotCarried> notCarried,
        List<Note> notes,
        List<Validation.Check> foreseen,
        List<EnumType> types,
        List<Prediction> predictions) {

    /** A plan that needs no types and predicts no findings. */
    public Plan(
            Identity identity,
            List<Mapping> mappings,
            List<Polymorphic> polymorphic,
            List<Catalogue.NotCarried> notCarried,
            List<Note> notes,
            List<Validation.Check> foreseen) {
        this(identity, mappings, polymorphic, notCarried, notes, foreseen, List.of(), List.of());
    }

    public Plan {
        types = List.copyOf(types);
        predictions = List.copyOf(predictions);
        mappings = List.copyOf(mappings);
        polymorphic = List.copyOf(polymorphic);
        notCarried = List.copyOf(notCarried);
        notes = List.copyOf(notes);
        foreseen = List.copyOf(foreseen);
    }

    /** The same with other words about what is not carried. */
    public Plan with(List<Catalogue.NotCarried> objects) {
        return new Plan(identity, mappings, polymorphic, objects, notes, foreseen, types, predictions);
    }

    /** The same with further notes. */
    public Plan noted(List<Note> more) {
        var all = Stream.concat(notes.stream(), more.stream()).toList();
        return new Plan(identity, mappings, polymorphic, notCarried, all, foreseen, types, predictions);
    }

    /** All target tables, each once. */
    public List<TargetTable> targets() {
        return mappings.stream()
                .flatMap(m -> m.branches().stream())
                .map(Mapping.Branch::target)
                .distinct()
                .toList();
    }

    /** The decisions that forbid a run. */
    public List<Note> blockers() {
        return notes.stream().filter(n -> n.level() == Level.BLOCKER).toList();
    }

    /**
     * What a run is a run of; equal identities may go on where the other stopped.
     *
     * @param system the shipped system, or {@code general}
     * @param cut the one moment of the source that is read
     * @param digest over settings and catalogue
     * @param settings the settings, flattened, without passwords; they name what changed between two plans
     */
    public record Identity(String system, String cut, String digest, Map<String, String> settings) {
        public Identity {
            settings = Map.copyOf(settings);
        }
    }

    /** An enumeration type of PostgreSQL. */
    public record EnumType(String schema, String name, List<String> labels) {
        public EnumType {
            labels = List.copyOf(labels);
        }
    }

    /** How many rows of a source table a rule will find. */
    public record Prediction(String table, Finding finding, long count) {}

    /** How much a note matters. */
    public enum Level {
        INFO,
        WARNING,
        BLOCKER
    }

    /**
     * One decision that a reader should know.
     *
     * @param column empty where it is about the whole table
     * @param setting a line of settings that would change it, empty where the text says what to do
     */
    public record Note(Level level, String table, String column, String text, String setting) {

        /** One whose text says all. */
        public Note(Level level, String table, String column, String text) {
            this(level, table, column, text, "");
        }
    }

    /** A (type, id) pair in {@code table} and the target tables that a type value stands for. */
    public record Polymorphic(String table, String typeColumn, String idColumn, Map<String, Owner> owners) {
        public Polymorphic {
            owners = Map.copyOf(owners);
        }
    }

    /** The key column of the target table that a type value stands for. */
    public record Owner(String table, String keyColumn) {}
}

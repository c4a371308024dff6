package io.transfuse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the value of one target column comes from: the mapping as data, which the plan prints before anything runs. */
public sealed interface Value {

    /** The source columns that it takes. */
    List<String> takes();

    /** The line that the plan and the report print. */
    String describe();

    /** Calls the method of {@code cases} that stands for this record. */
    <T> T in(Cases<T> cases);

    /** One method a record, so that whoever executes mappings forgets none. */
    interface Cases<T> {
        T carry(Carry value);

        T key(Key value);

        T reference(Reference value);

        T ownerId(OwnerId value);

        T ownerLabel(OwnerLabel value);

        T enumMap(EnumMap value);

        T merged(Merged value);

        T constant(Constant value);

        T expression(Expression value);
    }

    /** The same value in the target's type. */
    record Carry(String column) implements Value {
        @Override
        public List<String> takes() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "carried from " + column;
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.carry(this);
        }
    }

    /**
     * Whose key a UUID stands for, and how it is found.
     *
     * @param entity the source table's name
     * @param strategy how
     * @param only the targets of a split table whose keys become UUIDs, empty where all do
     */
    record Derived(String entity, UuidStrategy strategy, List<String> only) {
        public Derived {
            only = List.copyOf(only);
        }

        /** The same UUIDs in all targets. */
        public Derived(String entity, UuidStrategy strategy) {
            this(entity, strategy, List.of());
        }
    }

    /**
     * The UUID that stands for the row's old key.
     *
     * @param derived the source table that the key identifies, or the name of a further row that is made of it
     * @param column the key's column
     * @param further whether it is the key of a further row: always derived, because the row itself has the other
     */
    record Key(Derived derived, String column, boolean further) implements Value {
        /** The key of the row itself. */
        public Key(Derived derived, String column) {
            this(derived, column, false);
        }

        @Override
        public List<String> takes() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "UUID of (" + derived.entity() + ", " + column + "): "
                    + derived.strategy().words();
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.key(this);
        }
    }

    /**
     * A reference to another entity's row.
     *
     * @param column the referring source column
     * @param lookup the lookup that tells whether the row exists and where it went
     * @param entity the source table referred to
     * @param uuid the UUID that the key becomes, empty where it becomes none
     * @param branch the target that this column refers to where the entity is split, empty where it is not
     * @param orphans what becomes of a reference whose row does not exist
     */
    record Reference(
            String column,
            Lookup lookup,
            String entity,
            Optional<Derived> uuid,
            Optional<String> branch,
            Orphans orphans)
            implements Value {
        /**
         * Whether as many references arrive as there are: each finds its row, and no other column takes some of them.
         */
        public boolean whole() {
            return branch.isEmpty()
                    && lookup.single()
                    && lookup.via().isEmpty()
                    && lookup.joined().isEmpty()
                    && lookup.branchSql().isEmpty()
                    && lookup.orphans() == 0;
        }

        @Override
        public List<String> takes() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "reference " + column + " → " + entity
                    + branch.map(b -> ", where its row went to " + b).orElse("")
                    + uuid.map(u -> ", by the same UUID function").orElse("");
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.reference(this);
        }
    }

    /**
     * The id of a polymorphic reference: which entity it means is told by another column.
     *
     * @param idColumn the column that holds the id
     * @param typeColumn the column that names the entity
     * @param owners the lookup for each value of the type column
     * @param uuids the UUIDs that keys become, by the type value of their entity
     */
    record OwnerId(String idColumn, String typeColumn, Map<String, Lookup> owners, Map<String, Derived> uuids)
            implements Value {
        public OwnerId {
            owners = Map.copyOf(owners);
            uuids = Map.copyOf(uuids);
        }

        @Override
        public List<String> takes() {
            return List.of(idColumn, typeColumn);
        }

        @Override
        public String describe() {
            return "polymorphic reference (" + typeColumn + ", " + idColumn + ") → "
                    + String.join(", ", owners.keySet().stream().sorted().toList());
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.ownerId(this);
        }
    }

    /** The type of a polymorphic reference; {@code labels} renames the target that a split row went to. */
    record OwnerLabel(String typeColumn, Map<String, Lookup> owners, Map<String, String> labels) implements Value {
        public OwnerLabel {
            owners = Map.copyOf(owners);
            labels = Map.copyOf(labels);
        }

        @Override
        public List<String> takes() {
            return List.of(typeColumn);
        }

        @Override
        public String describe() {
            return "carried from " + typeColumn + "; where the owner's table is split, the target it went to";
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.ownerLabel(this);
        }
    }

    /** Old members to new ones, in any case where the source takes no notice of it; others are findings. */
    record EnumMap(String column, Map<String, String> members, List<DecidedBy> by, boolean anyCase) implements Value {
        public EnumMap {
            members = Map.copyOf(members);
            by = List.copyOf(by);
        }

        @Override
        public List<String> takes() {
            return DecidedBy.takes(column, by);
        }

        @Override
        public String describe() {
            return column + " by a map of " + members.size() + " members" + DecidedBy.words(by);
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.enumMap(this);
        }
    }

    /** The first of several columns that is not NULL; a later one that says something else is told, or not. */
    record Merged(List<String> columns, boolean told) implements Value {
        public Merged {
            columns = List.copyOf(columns);
        }

        @Override
        public List<String> takes() {
            return columns;
        }

        @Override
        public String describe() {
            return "the first value of " + String.join(", ", columns);
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.merged(this);
        }
    }

    /**
     * The same value in every row; empty means NULL.
     *
     * @param text the value
     * @param uuid whose key it names, where that becomes a UUID; empty for a plain value
     */
    record Constant(Optional<String> text, Optional<Derived> uuid) implements Value {
        /** A plain value. */
        public Constant(Optional<String> text) {
            this(text, Optional.empty());
        }

        @Override
        public List<String> takes() {
            return List.of();
        }

        @Override
        public String describe() {
            return text.map(t -> "constant " + t).orElse("new in the target, empty")
                    + uuid.map(u -> ", the key of " + u.entity()).orElse("");
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.constant(this);
        }
    }

    /** A Spark SQL expression over the source's columns. */
    record Expression(String sql, List<String> takes) implements Value {
        public Expression {
            takes = List.copyOf(takes);
        }

        @Override
        public String describe() {
            return "expression " + sql;
        }

        @Override
        public <T> T in(Cases<T> cases) {
            return cases.expression(this);
        }
    }
}

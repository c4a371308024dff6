package io.transfuse.plan;

import io.transfuse.config.ColumnRules;
import io.transfuse.config.NewTable;
import io.transfuse.config.Settings;
import io.transfuse.config.TableRules;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Joined;
import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at all tables before any is planned: what their rows hold, what they are called, what their keys become. */
record Survey(Settings settings, Source source, Notes notes) {

    Graph graph(Catalogue catalogue, List<Table> carried, List<NewTable> created, Map<String, TableRules> rules) {
        var chosen = new ArrayList<>(carried);
        var profiles = profiles(catalogue, carried);
        for (var table : created) {
            var made = NewTables.table(table);
            chosen.add(made);
            profiles.put(table.name(), NewTables.profile(table, made));
        }
        var spellings = new Spellings(settings.naming(), notes).of(chosen, rules);
        var entities = new LinkedHashMap<String, Entity>();
        for (var table : chosen) {
            var name = table.name();
            entities.put(
                    name,
                    Entity.of(
                            table,
                            wished(table, rules.getOrDefault(name, TableRules.none(name)), spellings.get(name)),
                            Objects.requireNonNull(profiles.get(name), name),
                            Objects.requireNonNull(spellings.get(name), name),
                            settings));
        }
        source.remarks().forEach(r -> notes.warn("", "", r));
        var graph = new Graph(
                settings,
                source,
                new Dialect(!catalogue.kind().equals("sqlite")),
                new LooseKeys(notes).of(entities),
                notes,
                new Enumerations(settings.namespace(), names(entities)),
                Map.of());
        var conditions = new RowConditions(graph);
        conditions.parsed();
        var questions = new Questions(source, settings.engine().questions());
        var followed = conditions.during(() -> new Following(graph, questions).followed());
        var hosted = new HostTypes(followed).taken();
        return hosted.typed(KeyTypes.of(hosted));
    }

    /** What the tables hold, and what stands beside their rows; that may be of tables that are not carried. */
    private Map<String, Profile> profiles(Catalogue catalogue, List<Table> chosen) {
        var joined = chosen.stream()
                .flatMap(t -> t.columns().stream())
                .flatMap(c -> c.nature().joined().stream())
                .filter(j -> j.branch().isEmpty())
                .map(Joined::table)
                .filter(n -> chosen.stream().noneMatch(t -> t.name().equals(n)))
                .distinct()
                .flatMap(n -> catalogue.table(n).stream());
        var counted = Profiles.of(
                source, Stream.concat(chosen.stream().map(Table::own), joined).toList(), settings.engine());
        var profiles = new HashMap<String, Profile>();
        for (var table : chosen) {
            var own = Objects.requireNonNull(counted.get(table.name()), table.name());
            var columns = new HashMap<>(own.columns());
            for (var column : table.columns()) {
                column.nature()
                        .joined()
                        .ifPresent(j -> columns.put(
                                column.name(),
                                j.branch().isPresent()
                                        ? Became.profile(own)
                                        : Objects.requireNonNull(
                                                Objects.requireNonNull(counted.get(j.table()), j.table())
                                                        .columns()
                                                        .get(j.value()))));
            }
            profiles.put(table.name(), new Profile(own.table(), own.rows(), columns, own.bytes()));
        }
        return profiles;
    }

    /** The rules with one more for each column whose source type the user wants to become another. */
    private TableRules wished(Table table, TableRules rules, @Nullable Spelling spelling) {
        return wished(table, rules, rules, spelling);
    }

    private TableRules wished(Table table, TableRules whole, TableRules rules, @Nullable Spelling spelling) {
        var types = whole.types().over(settings.types());
        var more = table.own().columns().stream()
                .filter(c -> !rules.drops(c.name()) && !ruled(table, whole, c.name()))
                .flatMap(c -> types
                        .of(c.type())
                        .map(w -> ColumnRules.ofType(
                                w.key(), spelling == null ? c.name() : spelling.column(c.name()), c.name(), w.type()))
                        .stream())
                .toList();
        return rules.withColumns(more).inside(r -> wished(table, whole, r, spelling));
    }

    private static boolean ruled(Table table, TableRules rules, String column) {
        return rules.whole()
                .flatMap(r -> r.columns().stream())
                .anyMatch(r -> Entity.source(table, r).equals(Optional.of(column)));
    }

    /** Tables, and the keys that they give their names to, keep these names. */
    private static Names names(Map<String, Entity> entities) {
        var names = new Names();
        for (var entity : entities.values()) {
            for (var branch : entity.branches()) {
                names.take(entity.target(branch));
                names.take(entity.target(branch) + "_pkey");
            }
            for (var also : entity.also()) {
                names.take(entity.target(also.rules()));
                names.take(entity.target(also.rules()) + "_pkey");
            }
        }
        return names;
    }
}

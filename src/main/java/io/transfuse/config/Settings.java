package io.transfuse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the user asked for, checked.
 *
 * @param name names the run and its default directory
 * @param system the shipped system below the user's settings, or {@code general}
 * @param source where rows come from
 * @param target where they go
 * @param out where files are written
 * @param existing whether the target's tables exist already
 * @param namespace the schema in PostgreSQL
 * @param naming how tables and columns are spelt that the configuration does not name
 * @param engine how rows are read, staged and loaded
 * @param comparison how source, stage and target are compared
 * @param rejectLimit rejected rows above which a run exits 1
 * @param policy what is done with values that cannot be carried exactly
 * @param uuids which primary keys become UUIDs, and how
 * @param types what source types become where the user wants it otherwise
 * @param touch the column that a trigger keeps up to date
 * @param extensions PostgreSQL extensions to create
 * @param roles lists of words that conditions name
 * @param tables rules by source table
 * @param shipped those of them that the system itself brings
 * @param newTables tables that only the target has
 * @param only tables to carry, all where empty
 * @param skip tables to leave out
 * @param limit rows a table, all where empty
 * @param flat every setting by its full name, without passwords
 */
public record Settings(
        String name,
        String system,
        Endpoint source,
        Endpoint target,
        Path out,
        boolean existing,
        String namespace,
        Naming naming,
        Engine engine,
        Comparison comparison,
        long rejectLimit,
        Policy policy,
        Uuids uuids,
        Types types,
        Optional<String> touch,
        List<String> extensions,
        Map<String, List<String>> roles,
        List<TableRules> tables,
        List<TableRules> shipped,
        List<NewTable> newTables,
        List<String> only,
        List<String> skip,
        Optional<Long> limit,
        Map<String, String> flat) {

    private static final List<String> SYSTEMS = List.of("radcase", "emrsim", "healthapp", "genascope", "medcenter");

    /**
     * Reads the settings: options of the command line over the user's file over the system's own layer.
     *
     * @param file the user's HOCON file
     * @param overrides full key to value, as {@code --set} and the other options give them
     * @param environment the process's environment, for passwords and {@code ${?NAME}}
     */
    public static Settings read(Optional<Path> file, Map<String, String> overrides, Map<String, String> environment) {
        try {
            var asked = Overrides.of(overrides)
                    .withFallback(file.map(Settings::parsed).orElse(ConfigFactory.empty()));
            var resolving = ConfigResolveOptions.noSystem().appendResolver(new Variables(environment));
            var early = asked.resolve(resolving.setAllowUnresolved(true));
            var layer = layer(early.hasPath("system") ? early.getString("system") : "general");
            var all = BareNull.worded(asked.withFallback(layer).resolve(resolving));
            return new Reader(Node.root(all), tables(layer.resolve(resolving)), flattened(all), environment).settings();
        } catch (ConfigException e) {
            throw UserException.usage(file.map(Path::toString).orElse("the configuration")
                    + " cannot be read as HOCON: " + withoutWords(firstLine(e)));
        }
    }

    private static List<TableRules> tables(Config config) {
        return Node.root(config).children("tables", n -> TableRules.read(n, n.key()));
    }

    /** The rules that the system itself brings for a table. */
    public Optional<TableRules> shipped(String table) {
        return shipped.stream().filter(r -> r.source().equals(table)).findFirst();
    }

    /** How far stage and target are compared. */
    public Level level() {
        return comparison.level();
    }

    /** The same for a command that has a way of its own where the user asks for none. */
    public Level level(Level otherwise) {
        return flat.containsKey("verify.level") ? level() : otherwise;
    }

    /** The same where a type that is too narrow cannot be widened, because it is there already. */
    public Settings unwidened() {
        return new Settings(
                name,
                system,
                source,
                target,
                out,
                existing,
                namespace,
                naming,
                engine,
                comparison,
                rejectLimit,
                policy.unwidened(),
                uuids,
                types,
                touch,
                extensions,
                roles,
                tables,
                shipped,
                newTables,
                only,
                skip,
                limit,
                flat);
    }

    /** What is done with the values of a source table that has these rules. */
    public Policies policies(TableRules rules) {
        return Policies.of(policy, rules);
    }

    /** The same by the table's name. */
    public Policies policies(String table) {
        return tables.stream()
                .filter(r -> r.names().stream().anyMatch(table::equalsIgnoreCase))
                .findFirst()
                .map(this::policies)
                .orElseGet(() -> Policies.of(policy));
    }

    /** The shipped systems. */
    public static List<String> systems() {
        return SYSTEMS;
    }

    private static Config parsed(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw UserException.usage("--config is " + file + ", but must be a file that can be read");
        }
        // A relative path without a folder has no parent from which HOCON could count.
        return ConfigFactory.parseFile(
                file.toAbsolutePath().toFile(),
                ConfigParseOptions.defaults().setIncluder(new Includes(file, Optional.empty())));
    }

    private static Config layer(String system) {
        if (system.equals("general")) {
            return ConfigFactory.empty();
        }
        if (!SYSTEMS.contains(system)) {
            throw UserException.usage("system is %s, but must be one of %s; nearest: %s"
                    .formatted(system, String.join(", ", SYSTEMS), Nearest.of(system, SYSTEMS)));
        }
        return ConfigFactory.parseResources(Settings.class.getClassLoader(), "systems/" + system + ".conf");
    }

    private static Map<String, String> flattened(Config config) {
        var flat = new TreeMap<String, String>();
        for (var entry : config.entrySet()) {
            var key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            var text = String.valueOf(entry.getValue().unwrapped());
            if (!key.endsWith("password") && !key.equals("uuid.key")) {
                flat.put(key, key.endsWith(".url") ? Urls.shown(text) : text);
            }
        }
        return flat;
    }

    /** The words that HOCON cites may be those of a password. */
    private static String withoutWords(String message) {
        return message.replaceAll("'.*'", "'…'").replaceAll("\".*\"", "\"…\"").replaceAll("\\[.*]", "[…]");
    }

    private static String firstLine(ConfigException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Turns the merged configuration into settings. */
    private record Reader(
            Node root, List<TableRules> shipped, Map<String, String> flat, Map<String, String> environment) {

        Settings settings() {
            var source = endpoint("source");
            var target = root.child("target");
            var plainName = source.name().replaceFirst("^.*/|\\.[^.]*$", "");
            var name = root.text("name").orElse(plainName);
            var uuids = Uuids.ofAll(root, Optional.ofNullable(environment.get(Uuids.VARIABLE)));
            List.of("tables", "new-tables").forEach(root::names);
            var tables = root.children("tables", n -> TableRules.read(n, n.key()));
            var settings = new Settings(
                    name,
                    root.text("system").orElse("general"),
                    source,
                    endpoint("target"),
                    Path.of(root.text("out").orElse("out/" + name)),
                    target.choice("schema", "create", "create", "existing").equals("existing"),
                    Naming.schema(target, plainName),
                    Naming.read(root),
                    Engine.read(root),
                    Comparison.read(root),
                    limits(),
                    Policy.read(root.child("policy")),
                    uuids,
                    Types.read(root),
                    root.text("touch"),
                    root.texts("extensions"),
                    Words.lists(root.child("roles")),
                    tables,
                    shipped,
                    root.children("new-tables", NewTable::read),
                    root.texts("only"),
                    root.texts("skip"),
                    root.text("limit").map(l -> root.number("limit", 0, 1)),
                    known(uuids, tables));
            root.map("shapes");
            root.done();
            return settings;
        }

        private Endpoint endpoint(String side) {
            var node = root.child(side);
            var url = node.text("url");
            var written = node.text("password");
            var password = Optional.ofNullable(
                            environment.get("TRANSFUSE_" + side.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD"))
                    .or(() -> written)
                    .map(Secret::new);
            var user = node.text("user");
            if (side.equals("target")) {
                node.text("schema");
                node.text("namespace");
            }
            // Where the URL is missing, a misspelt key is why.
            node.done();
            if (url.isEmpty()) {
                root.misspelt(side);
                throw UserException.usage("%s.url is missing, but must be set; use --%s URL or a configuration file"
                        .formatted(side, side));
            }
            return side.equals("source")
                    ? Urls.source(url.get(), user, password)
                    : Urls.target(url.get(), user, password);
        }

        private long limits() {
            var limits = root.child("limits");
            var rejects = limits.number("rejects", 0, 0);
            limits.done();
            return rejects;
        }

        /** All settings but the secret of UUIDs, of which a digest says whether it is the same one. */
        private Map<String, String> known(Uuids uuids, List<TableRules> tables) {
            var keyed = uuids.keyed() || tables.stream().anyMatch(t -> t.uuid().keyed());
            if (keyed && uuids.key().isEmpty()) {
                throw UserException.usage(
                        "uuid.key is missing, but must be set for uuid.strategy = keyed; the variable " + Uuids.VARIABLE
                                + " may hold it");
            }
            var known = new TreeMap<>(flat);
            if (keyed) {
                known.put("uuid.key", "digest " + Hmac.digest(uuids.key().orElseThrow()));
            }
            return known;
        }
    }
}

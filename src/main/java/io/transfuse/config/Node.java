package io.transfuse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.transfuse.model.UserException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One object of the settings; it knows which of its keys were asked for, so that a misspelt one is refused. */
final class Node {

    private static final String NAME = "a name of 1 to 63 letters";

    private final String path;
    private final ConfigObject object;
    private final Set<String> known = new HashSet<>();

    Node(String path, ConfigObject object) {
        this.path = path;
        this.object = object;
    }

    /** The full name of a key, as messages print it. */
    String name(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    private Optional<ConfigValue> value(String key) {
        known.add(key);
        return Optional.ofNullable(object.get(key)).filter(v -> v.valueType() != ConfigValueType.NULL);
    }

    Optional<String> text(String key) {
        return value(key).map(v -> switch (v.valueType()) {
            case STRING, NUMBER, BOOLEAN -> String.valueOf(v.unwrapped());
            default -> throw wrong(key, shape(v), "a text");
        });
    }

    /** A name that something gets in PostgreSQL. */
    Optional<String> named(String key) {
        return text(key).filter(t -> {
            if (t.isEmpty()) {
                throw wrong(key, "empty", NAME);
            }
            return true;
        });
    }

    boolean flag(String key) {
        return text(key)
                .map(t -> choice(key, t, List.of("true", "false")).equals("true"))
                .orElse(false);
    }

    String choice(String key, String fallback, String... allowed) {
        return choice(key, text(key).orElse(fallback), List.of(allowed));
    }

    /** The same where a refusal names the choice that was probably meant. */
    String closest(String key, String fallback, List<String> allowed) {
        var actual = text(key).orElse(fallback);
        var near = Nearest.meant(actual, allowed);
        if (allowed.contains(actual) || near.isEmpty()) {
            return choice(key, actual, allowed);
        }
        throw wrong(key, actual, String.join(" or ", allowed) + "; nearest: " + near.get());
    }

    private String choice(String key, String actual, List<String> allowed) {
        if (!allowed.contains(actual)) {
            throw wrong(key, actual, String.join(" or ", allowed));
        }
        return actual;
    }

    long number(String key, long fallback, long least) {
        var text = text(key).map(t -> t.replace("_", ""));
        try {
            var number = text.map(Long::parseLong).orElse(fallback);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text.orElseThrow(), "a whole number");
        }
        throw wrong(key, text.orElseThrow(), "a number of " + least + " or more");
    }

    /** A list of texts; one text alone counts as a list, with commas between its items. */
    List<String> texts(String key) {
        return value(key)
                .map(v -> switch (v.valueType()) {
                    case STRING -> List.of(String.valueOf(v.unwrapped()).split("\\s*,\\s*"));
                    case LIST ->
                        ((List<?>) v.unwrapped()).stream().map(String::valueOf).toList();
                    default -> throw wrong(key, shape(v), "a list");
                })
                .orElse(List.of());
    }

    /** A list of lists of texts. */
    List<List<String>> lists(String key) {
        return value(key)
                .map(v -> {
                    if (v.unwrapped() instanceof List<?> outer && outer.stream().allMatch(List.class::isInstance)) {
                        return outer.stream()
                                .map(inner -> ((List<?>) inner)
                                        .stream().map(String::valueOf).toList())
                                .toList();
                    }
                    throw wrong(key, shape(v), "a list of lists, for example [[email], [first_name, last_name]]");
                })
                .orElse(List.of());
    }

    /** A list of objects, each with its texts; what is no text is written as JSON. */
    List<Map<String, String>> rows(String key) {
        return value(key)
                .map(v -> {
                    if (v instanceof ConfigList list && list.stream().allMatch(ConfigObject.class::isInstance)) {
                        return list.stream().map(o -> row((ConfigObject) o)).toList();
                    }
                    throw wrong(key, shape(v), "a list of objects, for example [{ id = first, name = First }]");
                })
                .orElse(List.of());
    }

    private static Map<String, String> row(ConfigObject object) {
        var row = new LinkedHashMap<String, String>();
        object.forEach((name, value) -> {
            switch (value.valueType()) {
                case STRING, NUMBER, BOOLEAN -> row.put(name, String.valueOf(value.unwrapped()));
                case OBJECT, LIST -> row.put(name, value.render(ConfigRenderOptions.concise()));
                case NULL -> {}
            }
        });
        return row;
    }

    /** The texts below a key, in the order in which they are written. */
    Map<String, String> map(String key) {
        var node = child(key);
        var texts = new LinkedHashMap<String, String>();
        node.keys().forEach(k -> texts.put(k, node.text(k).orElse("")));
        return texts;
    }

    /** The object below a key; an empty one where there is none. */
    Node child(String key) {
        return value(key)
                .map(v -> {
                    if (v instanceof ConfigObject below) {
                        return new Node(name(quoted(key)), below);
                    }
                    throw wrong(key, shape(v), "an object in braces");
                })
                .orElseGet(() -> new Node(name(key), ConfigFactory.empty().root()));
    }

    /** The objects of a list. */
    List<Node> items(String key) {
        return value(key)
                .map(v -> {
                    if (v instanceof ConfigList list && list.stream().allMatch(ConfigObject.class::isInstance)) {
                        return IntStream.range(0, list.size())
                                .mapToObj(i -> new Node(name(key) + "." + (i + 1), (ConfigObject) list.get(i)))
                                .toList();
                    }
                    throw wrong(key, shape(v), "a list of objects");
                })
                .orElse(List.of());
    }

    /** Whether something is said, be it an empty list. */
    boolean has(String key) {
        return value(key).isPresent();
    }

    boolean isText(String key) {
        return value(key).filter(v -> v.valueType() == ConfigValueType.STRING).isPresent();
    }

    /** The objects below a key, each read by {@code read}, in the order in which they are written. */
    <T> List<T> children(String key, Function<Node, T> read) {
        var node = child(key);
        return node.keys().stream().map(k -> read.apply(node.child(k))).toList();
    }

    /** The object below a key, whose keys are names that things get in PostgreSQL. */
    Node names(String key) {
        var below = child(key);
        if (below.object.containsKey("")) {
            throw below.wrong("\"\"", "an empty name", NAME);
        }
        return below;
    }

    /** The last part of the path. */
    String key() {
        var parts = ConfigUtil.splitPath(path);
        return parts.get(parts.size() - 1);
    }

    /** All keys in the order in which they are written, which HOCON itself forgets. */
    List<String> keys() {
        known.addAll(object.keySet());
        return object.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                                e -> e.getValue().origin().lineNumber())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Refuses keys that nobody asked for. */
    void done() {
        for (var key : new TreeSet<>(object.keySet())) {
            if (!known.contains(key)) {
                throw unknown(key, Nearest.of(key, known));
            }
        }
    }

    /** Refuses a key that was probably meant to be this one. */
    void misspelt(String key) {
        for (var other : new TreeSet<>(object.keySet())) {
            if (Nearest.slipped(other, key)) {
                throw unknown(other, key);
            }
        }
    }

    private UserException unknown(String key, String nearest) {
        return UserException.usage("%s is no known key, but must be one of the keys of the configuration; nearest: %s"
                .formatted(name(key), name(nearest)));
    }

    UserException wrong(String key, Object actual, String rule) {
        return UserException.usage("%s is %s, but must be %s".formatted(name(key), actual, rule));
    }

    private static String quoted(String key) {
        return ConfigUtil.quoteString(key).equals("\"" + key + "\"") && key.matches("[A-Za-z0-9_-]+")
                ? key
                : ConfigUtil.quoteString(key);
    }

    private static String shape(ConfigValue value) {
        var type = value.valueType();
        return (type == ConfigValueType.OBJECT ? "an " : "a ") + type.name().toLowerCase(java.util.Locale.ROOT);
    }

    static Node root(Config config) {
        return new Node("", config.root());
    }
}

package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.config.Policy;
import io.transfuse.config.Settings;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page for users says of each type is what the type tables decide. */
class TypesPageTest {
    private static final Pattern LINE =
            Pattern.compile("\\| (?<declared>`.+?`(?:, `.+?`)*) \\| (?<holds>.*?) ?\\| (?<becomes>.+?) \\|");
    private static final Pattern NAME = Pattern.compile("`(.+?)`");

    /** What the page says about the rows, as the profile of three values counts it; policies are written as such. */
    private static final Map<String, String> HOLDS = Map.ofEntries(
            Map.entry("", "TEXT=3"),
            Map.entry("only 0 and 1", "TEXT=3"),
            Map.entry("other values too", "TEXT=3 beyond-boolean=1"),
            Map.entry("below 2^63", "TEXT=3"),
            Map.entry("2^63 or more too", "TEXT=3 beyond-long=1"),
            Map.entry("times of a day", "TEXT=3"),
            Map.entry("times outside of a day too", "TEXT=3 outside-day=1"),
            Map.entry("only UUIDs", "TEXT=3 uuid=3 uuid-version=3"),
            Map.entry("only UUIDs, and the default is none", "TEXT=3 uuid=3 uuid-version=3"),
            Map.entry("some UUIDs", "TEXT=3 uuid=2"),
            Map.entry("only JSON, and `policy.json-text = auto`", "TEXT=3 json=3"),
            Map.entry("no value", ""),
            Map.entry("only integers", "INTEGER=3"),
            Map.entry("only integers below 2^15", "INTEGER=3"),
            Map.entry("integers and reals, exact as doubles", "INTEGER=1 REAL=2"),
            Map.entry("only reals and integers", "INTEGER=1 REAL=2"),
            Map.entry("only text", "TEXT=3"),
            Map.entry("only blobs", "BLOB=3"),
            Map.entry("numbers and text", "INTEGER=1 TEXT=2"),
            Map.entry("blobs and others", "BLOB=1 TEXT=2"),
            Map.entry("only 0, 1 and words for them", "INTEGER=1 TEXT=2 boolean=3"),
            Map.entry("only ISO dates", "TEXT=3 iso-date=3"),
            Map.entry("only moments", "TEXT=3 moment=3"),
            Map.entry("only valid JSON", "TEXT=3 json=3"),
            Map.entry("only UUIDs, in any spelling", "TEXT=3 uuid=3"));

    @Test
    void mysqlTypesAreDecidedAsThePageSays() throws IOException {
        assertThat(reasons("MySQL and MariaDB", new MysqlTypes())).containsAll(plain(MysqlTypes.reasons()));
    }

    @Test
    void sqliteTypesAreDecidedAsThePageSays() throws IOException {
        assertThat(reasons("SQLite", new SqliteTypes())).containsAll(plain(SqliteTypes.reasons()));
    }

    /** The reasons of all decisions that the section's table lists. */
    private static Set<String> reasons(String section, TypeTable types) throws IOException {
        var reasons = new HashSet<String>();
        var page = Files.readString(Path.of("docs", "types.md"));
        var from = page.indexOf("\n## " + section);
        var next = page.indexOf("\n## ", from + 1);
        for (var line :
                page.substring(from, next < 0 ? page.length() : next).lines().toList()) {
            var cells = LINE.matcher(line);
            if (cells.matches()) {
                var declared = NAME.matcher(cells.group("declared"));
                while (declared.find()) {
                    var decided = decided(types, declared.group(1), cells.group("holds"));
                    assertThat(shown(decided.type())).as(line).isEqualTo(cells.group("becomes"));
                    reasons.add(uncounted(decided.rule().replaceFirst("(?s)^.*?: ", "")));
                }
            }
        }
        return reasons;
    }

    private static List<String> plain(List<String> reasons) {
        return reasons.stream().map(TypesPageTest::uncounted).toList();
    }

    private static String uncounted(String reason) {
        return reason.replaceFirst("(\\d+|\\{[a-z-]+}) of (\\d+ values|\\{values})", "some of all")
                .replaceFirst(" \\((\\d[^()]*|\\{values}|no values)\\)$", "");
    }

    private static Decision decided(TypeTable types, String declared, String holds) {
        var policies = new HashMap<>(Map.of("source.url", "sqlite:x.db", "target.url", "embedded"));
        var asked = Pattern.compile("`(policy[^ ]+) = (.+?)`").matcher(holds);
        while (asked.find()) {
            policies.put(asked.group(1), asked.group(2).replace("\"", ""));
        }
        var words = HOLDS.containsKey(holds) || policies.size() == 2 ? holds : "";
        assertThat(HOLDS).as("what the rows hold").containsKey(words);
        var counts = new HashMap<String, Long>();
        var classes = new HashMap<Storage, Long>();
        var items = HOLDS.getOrDefault(words, "");
        for (var item : items.isEmpty() ? List.<String>of() : List.of(items.split(" ", -1))) {
            var name = item.replaceFirst("=.*", "");
            var count = Long.parseLong(item.replaceFirst(".*=", ""));
            if (name.matches("[A-Z]+")) {
                classes.put(Storage.valueOf(name), count);
            } else {
                counts.put(name, count);
            }
        }
        Policy policy = Settings.read(Optional.empty(), policies, Map.of()).policy();
        var type = declared.equals("no type") ? "" : declared;
        return types.decide(
                new Column(
                        "x",
                        type,
                        true,
                        holds.contains("default") ? Optional.of("''") : Optional.empty(),
                        "BINARY",
                        false),
                new OfColumn(classes, Optional.of(0L), Optional.of(1L), 9, counts),
                policy);
    }

    private static String shown(PgType type) {
        return type.kind() == PgType.Kind.ENUM ? "an enumeration type" : "`" + type.sql() + "`";
    }
}

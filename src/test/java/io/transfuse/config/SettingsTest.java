package io.transfuse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    static final Map<String, String> URLS = Map.of("source.url", "sqlite:a.db", "target.url", "embedded");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            polcy.orphan = keep        | polcy is no known key, but must be one of the keys of the configuration; nearest: policy
            policy.orphn = keep        | policy.orphn is no known key, but must be one of the keys of the configuration; nearest: policy.orphan
            tables.a.requird = true    | tables.a.requird is no known key, but must be one of the keys of the configuration; nearest: tables.a.required
            tables.a.columns.b { typ = text } | tables.a.columns.b.typ is no known key, but must be one of the keys of the configuration; nearest: tables.a.columns.b.type
            policy.orphan = drop       | policy.orphan is drop, but must be quarantine or null or keep
            policy.mixed = maybe       | policy.mixed is maybe, but must be widen or quarantine
            tables.a.columns.b.policy { collation = icu } | tables.a.columns.b.policy.collation is icu, but must be set for all keys, as policy.collation
            policy.datetime = utc      | policy.datetime is utc, but must be timestamp or timestamptz(<zone>), for example timestamptz(Europe/Berlin)
            target.schema = replace    | target.schema is replace, but must be create or existing
            uuid.keys = some           | uuid.keys is some, but must be none or integer or text or all
            limits.rejects = many      | limits.rejects is many, but must be a whole number
            limits.rejects = -1        | limits.rejects is -1, but must be a number of 0 or more
            read.partition-rows = 0    | read.partition-rows is 0, but must be a number of 1 or more
            read.one-moment = never    | read.one-moment is never, but must be required or preferred
            load.connections = 3000000000 | load.connections is 3000000000, but must be a number up to 1000
            read.rows-per-second = 0   | read.rows-per-second is 0, but must be a number of 1 or more
            read.rows-per-second = fast | read.rows-per-second is fast, but must be a whole number
            verify.level = digest      | verify.level is digest, but must be counts or digests or rows; nearest: digests
            verify.level = everything  | verify.level is everything, but must be counts or digests or rows
            limit = 0                  | limit is 0, but must be a number of 1 or more
            tables = 7                 | tables is a number, but must be an object in braces
            tables.a.required = 3      | tables.a.required is 3, but must be true or false
            tables.a.target { b = 1 }  | tables.a.target is an object, but must be a text
            tables.a.drop = 7          | tables.a.drop is a number, but must be a list
            tables.a.unique = [email]  | tables.a.unique is a list, but must be a list of lists, for example [[email], [first_name, last_name]]
            tables.a.columns.b = money | tables.a.columns.b is money, but must be a PostgreSQL type that Transfuse writes, for example text
            tables.a.columns.b = "integer[]" | tables.a.columns.b is integer[], but must be a PostgreSQL type that Transfuse writes, for example text
            tables.a.columns.b = "uuid new not null" | tables.a.columns.b is uuid new, but must be a PostgreSQL type that Transfuse writes, for example text
            tables.a.columns.b.type = "timestamp(3)" | tables.a.columns.b.type is timestamp(3), but must be a PostgreSQL type that Transfuse writes, for example text
            tables.a.columns.b.type = "enum(x, x)" | tables.a.columns.b.type is enum(x, x), but must be a PostgreSQL type that Transfuse writes, for example text
            tables.a.columns.b { type = "enum k(x, y)", enum-map { X = z } } | tables.a.columns.b.enum-map is a map to z, but must be a map to members of the type
            tables.a.columns.b.policy.zero-date = never | tables.a.columns.b.policy.zero-date is never, but must be null, quarantine, error or a date, for example "1970-01-01"
            tables.a.columns.b.policy.zerodate = null | tables.a.columns.b.policy.zerodate is no known key, but must be one of the keys of the configuration; nearest: tables.a.columns.b.policy.zero-date
            tables.a.columns.b { expression = "x + 1" } | tables.a.columns.b.takes is missing, but must be the list of source columns that the expression reads
            tables.a.polymorphic.o { type = t } | tables.a.polymorphic.o.id is missing, but must be the column that holds the id
            tables.a.split { b { where = "1" } } | tables.a.split is 0 branches with 'otherwise = true', but must be a set of branches of which exactly one has 'otherwise = true', so that every row has a target
            tables.a.split { b { target = c } }  | tables.a.split.b.where is missing, but must be set, or otherwise = true
            uuid.strategy = keyed      | uuid.key is missing, but must be set for uuid.strategy = keyed; the variable TRANSFUSE_UUID_KEY may hold it
            tables.a.uuid.strategy = keyed | uuid.key is missing, but must be set for uuid.strategy = keyed; the variable TRANSFUSE_UUID_KEY may hold it
            uuid.key = s3cret          | uuid.key is too short, but must be a secret of 16 characters or more
            uuid.strategy = random     | uuid.strategy is random, but must be name-based or keyed or keep
            uuid { from = text, keys = all } | uuid.from is text, but must be what uuid.keys says too, or left out: both mean the same
            system = radcas            | system is radcas, but must be one of radcase, emrsim, healthapp, genascope, medcenter; nearest: radcase
            """)
    void aSettingThatCannotWorkIsRefusedInOneLine(String written, String message) throws IOException {
        assertThat(refused(written).getMessage()).isEqualTo(message);
    }

    @Test
    void aMissingUrlNamesTheOption() {
        assertThat(refusal(Map.of("target.url", "embedded")).getMessage())
                .isEqualTo("source.url is missing, but must be set; use --source URL or a configuration file");
    }

    @Test
    void aMissingUrlIsToldByTheKeyThatIsMisspelt() {
        assertThat(refusal(Map.of("target.url", "embedded", "source.urll", "sqlite:a.db")))
                .hasMessageStartingWith("source.urll is no known key")
                .hasMessageEndingWith("nearest: source.url");
        assertThat(refusal(Map.of("traget.url", "embedded", "source.url", "sqlite:a.db", "tables.a.required", "false")))
                .hasMessageStartingWith("traget is no known key")
                .hasMessageEndingWith("nearest: target");
    }

    @Test
    void aDirectoryIsNoFileOfSettings() {
        assertThatThrownBy(() -> Settings.read(Optional.of(folder), Map.of(), Map.of()))
                .hasMessage("--config is " + folder + ", but must be a file that can be read");
    }

    @Test
    void aMissingFileIsNamed() {
        var file = folder.resolve("none.conf");

        var refusal = catchThrowableOfType(UserException.class, () -> Settings.read(Optional.of(file), URLS, Map.of()));

        assertThat(refusal).hasMessage("--config is " + file + ", but must be a file that can be read");
        assertThat(refusal.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"in/a.conf\"", "required(\"in/a.conf\")", "file(\"in/a.conf\")"})
    void anIncludedPathCountsFromTheFileThatIncludesIt(String written) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/a.conf"), "include \"b.conf\"");
        Files.writeString(folder.resolve("in/b.conf"), "limit = 7");
        // Seen from where the tests run, a file without any folder before its name.
        var plain = Path.of("included-" + System.nanoTime() + ".conf");
        var file = Files.writeString(folder.resolve("own.conf"), "include " + written);
        Files.writeString(plain, "include \"" + folder.resolve("own.conf") + "\"");
        try {
            assertThat(limit(file)).contains(7L);
            assertThat(limit(Path.of("").toAbsolutePath().relativize(file.toAbsolutePath())))
                    .contains(7L);
            assertThat(limit(plain)).contains(7L);
            Files.writeString(plain, "include \"pom-of-nobody.conf\"");
            assertThat(catchThrowableOfType(UserException.class, () -> limit(plain)))
                    .hasMessageContaining("which includes pom-of-nobody.conf, but that must be a file");
        } finally {
            Files.delete(plain);
        }
    }

    @Test
    void aFileWithoutAFolderIncludesOneBesideIt() throws IOException {
        var name = "included-" + System.nanoTime() + ".conf";
        var plain = Files.writeString(Path.of(name), "include \"other-" + name + "\"");
        var other = Files.writeString(Path.of("other-" + name), "limit = 7");
        try {
            assertThat(limit(plain)).contains(7L);
        } finally {
            Files.delete(plain);
            Files.delete(other);
        }
    }

    private static Optional<Long> limit(Path file) {
        return Settings.read(Optional.of(file), URLS, Map.of()).limit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"no.conf\"", "\"no\"", "required(\"no.conf\")", "file(\"no.conf\")"})
    void anIncludedFileThatIsMissingIsNamed(String written) throws IOException {
        Files.writeString(folder.resolve("inner.conf"), "include " + written);
        for (var include : new String[] {"include " + written, "include \"inner.conf\""}) {
            var refusal = refused(include);
            assertThat(refusal.exitCode()).isEqualTo(2);
            assertThat(refusal.getMessage())
                    .contains(", which includes no")
                    .endsWith(
                            "but that must be a file that can be read; its path counts from the file that includes it")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy { orphan = keep",
                "a = [1, 2",
                "= 5",
                "a = ${missing}",
                "target.password = \"s3cret",
                "target.password = s3cret[s3cret]",
                "target.password = s3cret{a = s3cret}",
                "target.password = TOP{s3cret\nsource.url = x"
            })
    void aFaultInTheSyntaxIsOneLineWithoutPasswords(String written) throws IOException {
        assertThat(refused(written).getMessage())
                .contains("cannot be read as HOCON: ")
                .doesNotContain("\n", "s3cret");
    }

    @Test
    void anOptionThatIsNoKeyIsNamed() {
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of("", "3"), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--set has the key ''");
    }

    @Test
    void anOptionIsAboveTheFileAndTheFileAboveTheSystem() throws IOException {
        var file = file("system = radcase\npolicy.orphan = keep\npolicy.narrow = error\nuuid.keys = all");

        var settings = Settings.read(Optional.of(file), with("policy.narrow", "quarantine"), Map.of());

        assertThat(settings.policy().narrow()).isEqualTo(Policy.Narrow.QUARANTINE);
        assertThat(settings.policy().orphan().name()).isEqualTo("KEEP");
        assertThat(settings.uuids().keys()).isEqualTo(Uuids.Keys.ALL);
        assertThat(settings.touch()).contains("updated_at");
    }

    @Test
    void theSecretOfUuidsIsKnownByItsDigestAlone() throws IOException {
        var file = file("uuid { from = integer, key = ${?KEY} }\ntables.a.uuid.strategy = keyed");

        var one = Settings.read(Optional.of(file), URLS, Map.of("KEY", "s3cret-s3cret-s3cret"));
        var same = Settings.read(Optional.of(file), URLS, Map.of("TRANSFUSE_UUID_KEY", "s3cret-s3cret-s3cret"));
        var other = Settings.read(Optional.of(file), URLS, Map.of("KEY", "S3cret-s3cret-s3cret"));

        assertThat(one.toString()).doesNotContain("s3cret-");
        assertThat(one.flat().get("uuid.key"))
                .startsWith("digest ")
                .isEqualTo(same.flat().get("uuid.key"))
                .isNotEqualTo(other.flat().get("uuid.key"));
    }

    @Test
    void tablesOfTheSystemAreToldFromTheUsersOwn() throws IOException {
        var file = file("system = radcase\ntables { cases.required = false, mine.target = yours }");

        var settings = Settings.read(Optional.of(file), URLS, Map.of());

        assertThat(settings.shipped("cases")).isPresent();
        assertThat(settings.shipped("mine")).isEmpty();
    }

    @Test
    void variablesOfTheEnvironmentStandForThemselves() throws IOException {
        var file = file("system = ${?WHICH}\ntarget.password = ${?SECRET}\nname = ${?NOBODY}");

        var settings = Settings.read(
                Optional.of(file),
                with("target.url", "postgresql://me@host/db"),
                Map.of("WHICH", "radcase", "SECRET", "s3cret"));

        assertThat(settings.system()).isEqualTo("radcase");
        assertThat(settings.target().password().reveal()).isEqualTo("s3cret");
        assertThat(settings.name()).isEqualTo("radcase");
    }

    @Test
    void aColumnsOwnPolicyLiesOverTheOthers() throws IOException {
        var file = file("""
                policy { zero-date = quarantine, datetime = "timestamptz(Europe/Berlin)" }
                tables.orders {
                  aliases = [Bestellungen]
                  columns.paid_at { from = [Paid, payed], policy { zero-date = null } }
                  columns.sent_at { policy.datetime = timestamp }
                }
                """);
        var policies = Settings.read(Optional.of(file), URLS, Map.of()).policies("bestellungen");

        assertThat(policies.column("paid").choices().zeroDate()).isEqualTo("null");
        assertThat(policies.column("payed").choices().zone()).isEqualTo("Europe/Berlin");
        assertThat(policies.column("sent_at").datetime()).isEqualTo(Policy.Datetime.TIMESTAMP);
        assertThat(policies.column("sent_at").choices().zeroDate()).isEqualTo("quarantine");
        assertThat(policies.column("id")).isEqualTo(policies.general());
    }

    @Test
    void passwordsArePrintedNowhere() throws IOException {
        var file = file("source.password = s3cret1\ntarget.password = s3cret2");
        var urls = Map.of(
                "source.url", "mysql://u:s3cret3@h/d?password=s3cret4", "target.url", "postgresql://u:s3cret5@h/d");

        var settings = Settings.read(Optional.of(file), urls, Map.of("TRANSFUSE_TARGET_PASSWORD", "s3cret6"));

        assertThat(settings.toString()).doesNotContain("s3cret");
        assertThat(settings.flat().toString()).doesNotContain("s3cret");
        assertThat(settings.source().password().reveal()).isEqualTo("s3cret1");
        assertThat(settings.target().password().reveal()).isEqualTo("s3cret6");
    }

    private UserException refused(String written) throws IOException {
        var file = file(written);
        var refusal = catchThrowableOfType(UserException.class, () -> Settings.read(Optional.of(file), URLS, Map.of()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.exitCode()).isEqualTo(2);
        return refusal;
    }

    private static UserException refusal(Map<String, String> options) {
        return catchThrowableOfType(UserException.class, () -> Settings.read(Optional.empty(), options, Map.of()));
    }

    private static Map<String, String> with(String key, String value) {
        var options = new HashMap<>(URLS);
        options.put(key, value);
        return options;
    }

    private Path file(String written) throws IOException {
        return Files.writeString(folder.resolve("a.conf"), written);
    }
}

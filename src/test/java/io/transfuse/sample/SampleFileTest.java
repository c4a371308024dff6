package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "radcase,false",
        "radcase,true",
        "shop,false",
        "shop,true",
        "emrsim,false",
        "emrsim,true",
        "emrsim-field,false",
        "emrsim-field,true"
    })
    void the_same_seed_gives_the_same_bytes(String system, boolean dirty) throws Exception {
        var order = new Order(60, 7, dirty);
        SampleFile.write(Samples.named(system), file("a.db"), order);
        SampleFile.write(Samples.named(system), file("b.db"), order);
        SampleFile.write(Samples.named(system), file("c.db"), new Order(60, 8, dirty));

        assertThat(sha256("b.db")).isEqualTo(sha256("a.db"));
        assertThat(sha256("c.db")).isNotEqualTo(sha256("a.db"));
    }

    @ParameterizedTest
    @CsvSource({"radcase,1", "radcase,2", "shop,1", "emrsim,1", "emrsim-field,1"})
    void even_one_row_carries_every_fault(String system, long rows) {
        var few = SampleFile.write(Samples.named(system), file("few.db"), new Order(rows, 1, true));
        var more = SampleFile.write(Samples.named(system), file("more.db"), new Order(30, 1, true));

        assertThat(few.faults().keySet()).isEqualTo(more.faults().keySet());
    }

    @Test
    void a_database_that_holds_tables_is_refused_and_stays_as_it_is() throws Exception {
        SampleFile.write(Samples.named("shop"), file("a.db"), new Order(5, 1, false));
        var before = sha256("a.db");

        assertThatThrownBy(() -> SampleFile.write(Samples.named("radcase"), file("a.db"), new Order(5, 1, false)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.db")
                .hasMessageContaining("must be a new or empty database");
        assertThat(sha256("a.db")).isEqualTo(before);
    }

    @Test
    void nothing_but_the_file_is_left_behind() throws IOException {
        SampleFile.write(Samples.named("radcase"), file("a.db"), new Order(5, 1, true));

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.db"));
        }
    }

    @Test
    void what_is_not_sqlite_is_a_usage_error() throws IOException {
        Files.writeString(folder.resolve("text.db"), "not a database, but long enough to look like one".repeat(20));

        assertThatThrownBy(() -> SampleFile.write(Samples.named("shop"), file("text.db"), new Order(5, 1, false)))
                .isInstanceOf(UserException.class);
        assertThatThrownBy(() -> SampleFile.write(Samples.named("shop"), file("no/x.db"), new Order(5, 1, false)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no/x.db, but must be a new or empty SQLite file");
    }

    @Test
    void an_unknown_system_names_the_known_ones() {
        assertThatThrownBy(() -> Samples.named("radcas"))
                .hasMessage("SYSTEM is radcas, but must be one of radcase, emrsim, emrsim-field, healthapp,"
                        + " healthapp-field, shop, genascope, genascope-field, medcenter, medcenter-field");
    }

    @Test
    void the_clean_sample_has_no_faults_and_every_check_of_sqlite_holds() throws SQLException {
        var planted = SampleFile.write(Samples.named("radcase"), file("a.db"), new Order(500, 42, false));

        assertThat(planted.faults()).isEmpty();
        try (var connection = DriverManager.getConnection(file("a.db").jdbcUrl());
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("PRAGMA foreign_key_check").next())
                    .isFalse();
            assertThat(statement.executeQuery("PRAGMA integrity_check").getString(1))
                    .isEqualTo("ok");
        }
    }

    private Endpoint file(String name) {
        var path = folder.resolve(name);
        return new Endpoint("sqlite", "jdbc:sqlite:" + path, name, "", new Secret(""));
    }

    private String sha256(String name) throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(name)));
        return HexFormat.of().formatHex(digest);
    }
}

package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a system brings, and what the source and its owner say otherwise. */
class ShippedSettingsTest {
    private static final String[] CHATS = {
        "CREATE TABLE users (id TEXT PRIMARY KEY)",
        "CREATE TABLE patients (id TEXT PRIMARY KEY, user_id TEXT REFERENCES users (id))",
        "CREATE TABLE chat_sessions (id TEXT PRIMARY KEY, patient_id TEXT REFERENCES users (id))"
    };

    @TempDir
    Path folder;

    @Test
    void aDeclaredForeignKeyIsFollowedAndNotTheShippedReference() {
        var plan = Planned.of(folder, "system = genascope", CHATS);

        assertThat(Planned.target(plan, "chat_sessions").foreignKeys())
                .filteredOn(l -> l.columns().equals(List.of("patient_id")))
                .extracting(Link::table)
                .containsExactly("users");
        assertThat(Planned.warnings(plan))
                .contains(
                        "chat_sessions.patient_id refers to users by a foreign key of the source, and to patients by the"
                                + " shipped settings: the source decides");
    }

    @Test
    void aReferenceOfTheUsersOwnDecides() {
        var plan = Planned.of(folder, """
                system = genascope
                tables.chat_sessions.references.patient_id = "patients on delete restrict"
                """, CHATS);

        assertThat(Planned.target(plan, "chat_sessions").foreignKeys())
                .filteredOn(l -> l.columns().equals(List.of("patient_id")))
                .extracting(Link::table)
                .containsExactly("patients");
    }

    @Test
    void twoSectionsForOneTableAreABlocker() {
        var plan = Planned.of(folder, """
                system = radcase
                tables.accounts.columns.email = text
                """, "CREATE TABLE accounts (id TEXT PRIMARY KEY, email TEXT)");

        assertThat(Planned.blockers(plan))
                .contains(
                        "accounts. tables.accounts and tables.users both speak of this table, but one must: write all of"
                                + " it under tables.users");
    }

    private static Optional<String> required(Plan plan) {
        return Planned.column(plan, "chat_questions", "required").target().defaultSql();
    }

    @Test
    void aDefaultOfTheSourceIsKeptBesideOneOfTheSystem() {
        var plan = Planned.of(
                folder,
                "system = genascope",
                "CREATE TABLE chat_questions (id TEXT PRIMARY KEY, is_required BOOLEAN DEFAULT 1)");

        assertThat(required(plan)).contains("true");
        assertThat(plan.notes())
                .extracting(Plan.Note::text)
                .contains("keeps the source's default true; false of tables.chat_questions.columns.required is for"
                        + " sources that have none");
        assertThat(required(Planned.of(
                        folder,
                        "system = genascope",
                        "CREATE TABLE chat_questions (id TEXT PRIMARY KEY, required BOOLEAN)")))
                .contains("false");
    }

    @Test
    void aDefaultOfTheUsersOwnTakesThePlaceOfTheSourcesAndIsTold() {
        var plan = Planned.of(
                folder,
                "system = genascope, tables.chat_questions.columns.required.default = \"NULL\"",
                "CREATE TABLE chat_questions (id TEXT PRIMARY KEY, required BOOLEAN DEFAULT 1)");

        assertThat(required(plan)).contains("NULL");
        assertThat(Planned.warnings(plan))
                .contains("chat_questions.required the source's default true becomes NULL by"
                        + " tables.chat_questions.columns.required; leave that default out to keep the source's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "false", "\"null\""})
    void anIndexOfTheSystemCanBeLeftOut(String written) {
        var plan = Planned.of(
                folder,
                "system = radcase, tables.images.indexes.idx_images_filename = " + written,
                "CREATE TABLE images (id TEXT PRIMARY KEY, case_id TEXT, filename TEXT)");

        assertThat(Planned.target(plan, "images").indexes())
                .extracting(TargetTable.Index::name, TargetTable.Index::setting)
                .containsExactly(tuple("idx_images_case_id", "tables.images.indexes.idx_images_case_id"));
        assertThat(plan.notes())
                .extracting(Plan.Note::text)
                .contains("index idx_images_filename is left out, as tables.images.indexes.idx_images_filename says");
    }

    @Test
    void aNationalNumberThatThePatientsTableHoldsIsRenamedToo() {
        var plan = Planned.of(
                folder,
                "system = medcenter",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, role TEXT)",
                "CREATE TABLE patients (id INTEGER PRIMARY KEY, user_id INTEGER UNIQUE REFERENCES users (id),"
                        + " national_number TEXT)");

        assertThat(Planned.target(plan, "patients").columns())
                .extracting(TargetTable.TargetColumn::name)
                .contains("national_id")
                .doesNotContain("national_number");
    }
}

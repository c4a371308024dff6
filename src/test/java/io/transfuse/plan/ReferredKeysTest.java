package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings say of columns that references connect, but cannot be so. */
class ReferredKeysTest {

    private static final String[] SHOP = {
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), seller INTEGER)",
        "INSERT INTO users VALUES (1, 'a')",
        "INSERT INTO orders VALUES (1, 1, 1)"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none    | text          | text    | bigint",
                "integer | text          | text    | uuid",
                "none    | uuid          | uuid    | bigint",
                "none    | '\"enum(a)\"' | an enum | bigint"
            })
    void aTypeThatAReferenceCannotHaveIsTold(String keys, String type, String asked, String made) {
        var plan = Planned.of(
                folder, "uuid.keys = " + keys + ", tables.orders.columns.user_id { type = " + type + " }", SHOP);

        assertThat(Planned.column(plan, "orders", "user_id").target().type().sql())
                .isEqualTo(made);
        assertThat(Planned.warnings(plan))
                .containsExactly("orders.user_id tables.orders.columns.user_id asks for " + asked
                        + ", but the column refers to users and becomes " + made
                        + ", as the key there; name the type in tables.users.columns.id instead");
    }

    @Test
    void aReferenceOfTheSettingsMayBeLeftOutInstead() {
        var plan = Planned.of(
                folder,
                "tables.orders { references.seller_id = users, columns.seller_id = { from = seller, type = text } }",
                SHOP);

        assertThat(Planned.warnings(plan))
                .singleElement()
                .satisfies(w -> assertThat(w)
                        .contains("tables.orders.columns.seller_id asks for text")
                        .endsWith("instead, or leave the reference out of tables.orders.references"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables.orders.columns.user_id = bigint",
                "uuid.keys = integer, tables.orders.columns.user_id = uuid",
                "types.integer = text",
                "tables.users.columns.id = text, tables.orders.columns.user_id = text"
            })
    void theTypeThatAReferenceGetsAnywayIsFine(String config) {
        var plan = Planned.of(folder, config, SHOP);

        assertThat(Planned.warnings(plan)).isEmpty();
        assertThat(plan.blockers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables.users.drop = [id]",
                "uuid.keys = integer, tables.users.drop = [id]",
                "tables.users { drop = [\"*\"], columns.name = text }"
            })
    void aKeyThatARowRefersToIsNotLeftOut(String config) {
        var plan = Planned.of(folder, config, SHOP);

        assertThat(Planned.blockers(plan))
                .containsExactly(
                        "users.id is left out by tables.users.drop, but must be carried: orders.user_id refers to"
                                + " it; take it out of drop, or leave out what refers to it too, in tables.orders.drop");
    }

    @Test
    void aReferenceOfTheSettingsWantsItsKeyToo() {
        var plan = Planned.of(
                folder, "tables { users.drop = [id], orders { drop = [user_id], references.seller = users } }", SHOP);

        assertThat(Planned.blockers(plan))
                .singleElement()
                .satisfies(b -> assertThat(b).contains("tables.users.drop", "orders.seller refers to it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables { users.drop = [id], orders.drop = [user_id] }",
                "tables.users.drop = [id], skip = [orders]",
                "tables.users.drop = [id], only = [users]",
                "tables.users { drop = [id], columns.nr { from = id } }"
            })
    void aKeyThatNothingRefersToMayBeLeftOut(String config) {
        assertThat(Planned.blockers(Planned.of(folder, config, SHOP))).isEmpty();
    }
}

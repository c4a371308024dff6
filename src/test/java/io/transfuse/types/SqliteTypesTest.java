package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.config.Policy;
import io.transfuse.model.Orphans;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table.Column;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteTypesTest {

    /** Content: counts of i(nteger), r(eal), t(ext), b(lob), facts by name, and the largest integer as max. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer      | i=3              | bigint           | LONG   | bigint
            integer      | i=2 r=1          | double precision | MIXED  | bigint
            integer      | i=2 r=1 max=60   | text             | MIXED  | bigint
            integer      | i=2 t=1          | text             | MIXED  | bigint
            integer      | i=2 b=1          | bytea            | MIXED  | bigint
            integer      |                  | bigint           | LONG   | bigint
            smallint     | i=2              | smallint         | LONG   | smallint
            smallint     | i=2 max=20       | bigint           | LONG   | bigint
            unsigned big int | i=2          | bigint           | LONG   | bigint
            boolean      | i=2 boolean=2    | boolean          | LONG   | boolean
            boolean      | i=2 boolean=1    | bigint           | LONG   | boolean
            boolean      | i=1 t=1 boolean=2 | boolean         | MIXED  | boolean
            date         | t=2 iso-date=2   | date             | TEXT   | date
            date         | t=2 moment=2     | timestamp        | TEXT   | timestamp
            datetime     | i=1 t=1 moment=2 max=30 | timestamp | MIXED  | timestamp
            datetime     | i=1 t=1 moment=2 max=20 | text      | MIXED  | text
            datetime     | i=2 moment=2 max=20 | bigint        | LONG   | bigint
            datetime     | t=2 moment=1     | text             | TEXT   | timestamp
            timestamp    | r=2 moment=2     | timestamp        | DOUBLE | timestamp
            real         | r=2              | double precision | DOUBLE | double precision
            float        | i=2              | double precision | LONG   | double precision
            decimal(10,2) | r=2             | numeric          | DOUBLE | numeric
            numeric      | i=1 r=1          | numeric          | MIXED  | numeric
            numeric      | t=1 r=1          | text             | MIXED  | numeric
            uuid         | t=2 uuid=2       | uuid             | TEXT   | uuid
            uuid         | t=2 uuid=1       | text             | TEXT   | uuid
            json         | t=2 json=2       | jsonb            | TEXT   | jsonb
            json         | t=2 json=1       | text             | TEXT   | jsonb
            varchar(255) | t=2              | text             | TEXT   | text
            varchar(255) | i=2              | bigint           | LONG   | text
            text         | b=2              | bytea            | BYTES  | bytea
            text         | t=1 b=1          | bytea            | MIXED  | text
            blob         | b=2              | bytea            | BYTES  | bytea
            byte[]       | t=2              | text             | TEXT   | bytea
            ''           | i=2              | bigint           | LONG   | bigint
            ''           | t=1 r=1          | text             | MIXED  | text
            weird thing  |                  | text             | LONG   | text
            """)
    void declaredTypeAndContentDecide(String declared, String content, String type, String form, String declaredType) {
        var column = new Column("x", declared, true, Optional.empty(), "BINARY", false);

        var widened = new SqliteTypes().decide(column, profile(content), Policy.STANDARD);
        var kept = new SqliteTypes()
                .decide(
                        column,
                        profile(content),
                        new Policy(
                                Orphans.QUARANTINE,
                                Policy.Narrow.WIDEN,
                                Policy.NulByte.QUARANTINE,
                                Policy.BadJson.QUARANTINE,
                                Policy.Datetime.TIMESTAMP,
                                Policy.Mixed.QUARANTINE));

        assertThat(widened.type().sql()).isEqualTo(type);
        assertThat(widened.form().name()).isEqualTo(form);
        assertThat(widened.rule()).isNotBlank();
        assertThat(kept.type().sql()).isEqualTo(declaredType);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer | i=2001  | only integers (2,001 values)
            integer | i=1     | only integers (1 value)
            integer | i=2 t=1 | the rows mix classes; text holds them all (2 integer, 1 text)
            integer |         | only integers
            """)
    void theReasonCountsWhatItRestsOn(String declared, String content, String reason) {
        var column = new Column("x", declared, true, Optional.empty(), "BINARY", false);

        assertThat(new SqliteTypes()
                        .decide(column, profile(content), Policy.STANDARD)
                        .rule())
                .isEqualTo(declared + ": " + reason);
    }

    private static OfColumn profile(String content) {
        var classes = new EnumMap<Storage, Long>(Storage.class);
        Map<String, Long> facts = new HashMap<>();
        if (content != null) {
            for (var item : content.split(" ", -1)) {
                facts.put(item.replaceFirst("=.*", ""), Long.parseLong(item.replaceFirst(".*=", "")));
            }
        }
        var letters = Map.of("i", Storage.INTEGER, "r", Storage.REAL, "t", Storage.TEXT, "b", Storage.BLOB);
        letters.forEach((letter, storage) -> classes.put(storage, facts.getOrDefault(letter, 0L)));
        var most = facts.containsKey("max") ? 1L << facts.get("max") : 1L;
        return new OfColumn(classes, Optional.of(0L), Optional.of(most), 1, facts);
    }
}

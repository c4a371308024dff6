package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.config.Policy;
import io.transfuse.config.Policy.Choices;
import io.transfuse.model.Orphans;
import io.transfuse.model.Profile.OfColumn;
import io.transfuse.model.Storage;
import io.transfuse.model.Table.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlTypesTest {

    /** Content: facts by name, of three values. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tinyint(1)            | ''                      | boolean          | LONG
            tinyint(1)            | beyond-boolean=1       | smallint         | LONG
            tinyint               | ''                      | smallint         | LONG
            tinyint(4)            | ''                      | smallint         | LONG
            tinyint unsigned      | ''                      | smallint         | LONG
            smallint(6)           | ''                      | smallint         | LONG
            smallint unsigned     | ''                      | integer          | LONG
            mediumint(8) unsigned | ''                      | integer          | LONG
            int(10)               | ''                      | integer          | LONG
            int(10) unsigned zerofill | ''                  | bigint           | LONG
            bigint(20)            | ''                      | bigint           | LONG
            bigint unsigned       | ''                      | bigint           | LONG
            bigint unsigned       | beyond-long=1          | numeric(20)      | TEXT
            decimal(10,2)         | ''                      | numeric(10,2)    | TEXT
            decimal(65,30) unsigned | ''                    | numeric(65,30)   | TEXT
            float                 | ''                      | real             | SINGLE
            float(7,4)            | ''                      | real             | SINGLE
            double unsigned       | ''                      | double precision | DOUBLE
            bit(1)                | ''                      | boolean          | LONG
            bit(64)               | ''                      | bit(64)          | TEXT
            year(4)               | ''                      | smallint         | LONG
            date                  | zero-date=1            | date             | TEXT
            datetime(6)           | ''                      | timestamp        | TEXT
            timestamp             | ''                      | timestamptz      | TEXT
            time(3)               | ''                      | time             | TEXT
            time                  | outside-day=1          | interval         | TEXT
            json                  | ''                      | jsonb            | TEXT
            enum('a','B''c')      | ''                      | ''               | TEXT
            set('a','b')          | ''                      | text[]           | TEXT
            uuid                  | ''                      | uuid             | TEXT
            inet6                 | ''                      | text             | TEXT
            char(36)              | uuid=3                 | uuid             | TEXT
            char(36)              | uuid=2                 | varchar(36)      | TEXT
            varchar(38)           | uuid=3                 | uuid             | TEXT
            char(32)              | uuid=3                 | varchar(32)      | TEXT
            char(32)              | uuid=3 uuid-version=3  | uuid             | TEXT
            varchar(255)          | uuid=3                 | varchar(255)     | TEXT
            tinytext              | ''                      | text             | TEXT
            longtext              | json=3                 | text             | TEXT
            binary(16)            | ''                      | bytea            | BYTES
            varbinary(9)          | ''                      | bytea            | BYTES
            longblob              | ''                      | bytea            | BYTES
            point                 | ''                      | bytea            | BYTES
            geomcollection        | ''                      | bytea            | BYTES
            varchar(100) /*M!100301 COMPRESSED*/ | ''       | varchar(100)     | TEXT
            """)
    void declaredTypeAndFactsDecide(String declared, String facts, String type, String form) {
        var decided = decide(declared, facts, Choices.STANDARD);

        assertThat(decided.type().sql()).isEqualTo(type);
        assertThat(decided.form()).hasToString(form);
        assertThat(decided.blocker()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tinyint(1)   | beyond-boolean=1 | boolean
            varchar(50)  | ''                | uuid
            longtext     | json=1           | jsonb
            binary(16)   | ''                | uuid
            point        | ''                | point
            """)
    void policiesDecideOtherwise(String declared, String facts, String type) {
        var choices = new Choices("UTC", "null", "boolean", "uuid", "uuid", "jsonb", "keep", "lower", "point");
        var decided = decide(
                declared,
                facts,
                declared.equals("longtext")
                        ? new Choices("UTC", "null", "auto", "auto", "bytea", "jsonb", "null", "lower", "wkb")
                        : choices);

        assertThat(decided.type().sql()).isEqualTo(type);
    }

    @Test
    void membersAreTakenAsTheyAreWritten() {
        assertThat(decide("enum('a','B''c','x,y','😀')", "", Choices.STANDARD).labels())
                .containsExactly("a", "B'c", "x,y", "😀");
        assertThat(decide("set('a','b')", "", Choices.STANDARD).labels()).containsExactly("a", "b");
    }

    @Test
    void aMemberWithANulByteIsABlocker() {
        assertThat(decide("enum('a\\\\0','b\\n')", "", Choices.STANDARD).labels())
                .containsExactly("a\\0", "b\n");
        assertThat(decide("enum('a\\0','b')", "", Choices.STANDARD).blocker())
                .hasValueSatisfying(b -> assertThat(b).contains("a member with a NUL byte"));
    }

    @Test
    void anEmptyMemberIsAddedOnlyWhereRowsHoldIt() {
        var keep = new Choices("UTC", "null", "auto", "auto", "bytea", "text", "keep", "lower", "wkb");

        assertThat(decide("enum('a')", "enum-zero=1", keep).labels()).containsExactly("", "a");
        assertThat(decide("enum('a')", "", keep).labels()).containsExactly("a");
    }

    @Test
    void aMemberTooLongForALabelMakesItTextWithItsMembers() {
        var decided = decide("enum('" + "ä".repeat(32) + "','b')", "", Choices.STANDARD);

        assertThat(decided.type().sql()).isEqualTo("text");
        assertThat(decided.labels()).containsExactly("ä".repeat(32), "b");
    }

    @Test
    void aTinyintThatHoldsMoreSaysThatABooleanWasWanted() {
        assertThat(decide("tinyint(1)", "beyond-boolean=1", Choices.STANDARD).declared())
                .hasToString("Optional[boolean]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tinyint(1)      | ''               | only 0 and 1 (3 values)
            tinyint(1)      | beyond-boolean=1 | neither 0 nor 1 in 1 of 3 values
            bigint unsigned | beyond-long=2    | 2^63 or more in 2 of 3 values
            char(36)        | uuid=2           | no uuid: 2 of 3 values look like one
            """)
    void theReasonCountsWhatItRestsOn(String declared, String facts, String reason) {
        assertThat(decide(declared, facts, Choices.STANDARD).rule()).isEqualTo(declared + ": " + reason);
    }

    @Test
    void aTypeWithoutARuleBlocksAndNamesTheWayOut() {
        var decided = decide("vector(3)", "", Choices.STANDARD);

        assertThat(decided.blocker())
                .contains("x is of type vector(3), but must be of a type that has a rule; name one with columns.x.type,"
                        + " for example bytea, which takes its bytes");
    }

    private static Decision decide(String declared, String facts, Choices choices) {
        var column = new Column("x", declared, true, Optional.empty(), "BINARY", false);
        var counted = new HashMap<String, Long>();
        for (var fact : facts.isEmpty() ? List.<String>of() : List.of(facts.split(" "))) {
            counted.put(fact.replaceFirst("=.*", ""), Long.parseLong(fact.replaceFirst(".*=", "")));
        }
        var profile = new OfColumn(Map.of(Storage.TEXT, 3L), Optional.empty(), Optional.empty(), 9, counted);
        var policy = new Policy(
                Orphans.QUARANTINE,
                Policy.Narrow.WIDEN,
                Policy.NulByte.QUARANTINE,
                Policy.BadJson.QUARANTINE,
                Policy.Datetime.TIMESTAMP,
                Policy.Mixed.WIDEN,
                choices);
        return new MysqlTypes().decide(column, profile, policy);
    }
}

package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    static final Dialect SQLITE = new Dialect(false);
    static final List<Dialect.Term> COLUMNS = Stream.of("a integer", "b text", "c boolean", "Odd text", "d timestamp")
            .map(c -> c.split(" ", 2))
            .map(c -> new Dialect.Term(
                    c[0], new TargetColumn(c[0], PgType.of(c[1]), true, Optional.empty(), false), Set.of()))
            .toList();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a > 0                        | a > 0
            A == 1 AND "b" <> 'it''s'    | a = 1 AND b <> 'it''s'
            b IN ('x', 'y') OR b IS NULL | b IN ('x', 'y') OR b IS NULL
            length(b) BETWEEN 1 AND 5    | length(b) BETWEEN 1 AND 5
            a >= -1.5                    | a >= -1.5
            concat(b) <> 'x'             | (coalesce(b, '')) <> 'x'
            b GLOB 'x*'                  |
            b LIKE 'x%'                  |
            c = 1                        | c = true
            d > 0                        |
            "Odd" = 'x'                  |
            instr(b, 'x') > 0            |
            a > 0 -- comment             | a > 0 - - comment
            b = "x"                      |
            a = 0x10                     |
            a % 2 = 0                    | a % 2 = 0
            - -a > 0                     | -(-CAST(a AS bigint)) > 0
            a - - + -1 > 0               | CAST(a AS bigint) - -(-1) > 0
            missing > 0                  |
            a > -9e999 AND a < 9e999     |
            a > 1e-999                   |
            a > 0e-999                   | a > 0e-999
            a < 9e99                     | a < 9e99
            a * 1e-1 = 0.3               |
            a > 1.000000000000000001e0   |
            a < 123456789012345678901234567890123456789 |
            a < 1.00000000000000000000000000000000000000 |
            a < 12345678901234567890123456789012345678 | a < 12345678901234567890123456789012345678
            """)
    void aConditionIsCarriedWhereBothSidesReadItAlike(String sqlite, String postgres) {
        var carried = SQLITE.condition(sqlite, COLUMNS)
                .filter(p -> p.traits().shared())
                .map(Phrase::sql);

        assertThat(carried).isEqualTo(sqlite.contains("--") ? Optional.empty() : Optional.ofNullable(postgres));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            d >= '2020-01-15'                         | d >= TIMESTAMP '2020-01-15'
            d < '2020-01-15'                          | d < TIMESTAMP '2020-01-15'
            d > '2020-01-15'                          |
            d <= '2020-01-15'                         |
            CASE WHEN d = '2020-01-15' THEN 0 ELSE 1 END = 1 |
            d IN ('2020-01-15')                       |
            d BETWEEN '2020-01-15' AND '2020-01-16'   |
            `1.50 || b = '1.5x'`                      |
            `a || b = '1x'`                           | `(CAST(a AS text) || b) = '1x'`
            """)
    void whatSqliteWritesOtherwiseIsNotCompared(String sqlite, String postgres) {
        assertThat(SQLITE.condition(sqlite, COLUMNS).map(Phrase::sql)).isEqualTo(Optional.ofNullable(postgres));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0                   | integer     | 0
            -1                  | bigint      | -1
            (1.50)              | numeric     | 1.50
            1                   | boolean     | true
            0                   | boolean     | false
            7                   | text        | '7'
            'it''s'             | text        | 'it''s'
            'NULL'              | text        | 'NULL'
            "quoted"            | text        | 'quoted'
            CURRENT_TIMESTAMP   | timestamptz | CURRENT_TIMESTAMP
            (datetime('now'))   | timestamp   | (CURRENT_TIMESTAMP AT TIME ZONE 'UTC')
            strftime('%Y-%m-%dT%H:%M:%fZ', 'now') | timestamptz | CURRENT_TIMESTAMP
            (datetime('now'))   | text        | to_char(CURRENT_TIMESTAMP AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            Current_Timestamp   | text        | to_char(CURRENT_TIMESTAMP AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            strftime('%Y-%m-%dT%H:%M:%fZ', 'now') | text | to_char(CURRENT_TIMESTAMP AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            strftime('%Y-%M', 'now') | text   |
            strftime('%s', 'now') | bigint    | extract(epoch FROM date_trunc('second', CURRENT_TIMESTAMP))::bigint
            datetime('now', 'localtime') | text |
            CURRENT_TIMESTAMP   | varchar(9)  |
            '7'                 | integer     | 7
            CURRENT_DATE        | date        | (CURRENT_TIMESTAMP AT TIME ZONE 'UTC')::date
            x'00'               | bytea       | '\\x00'::bytea
            'x'                 | integer     |
            (random())          | bigint      |
            '{}'                | jsonb       | '{}'
            '{"a": [1, "x"]}'   | jsonb       | '{"a": [1, "x"]}'
            '{a'                | jsonb       |
            't'                 | boolean     | true
            'F'                 | boolean     | false
            "no"                | boolean     | false
            'maybe'             | boolean     |
            1e999               | double precision | 'Infinity'
            -1e999              | double precision | '-Infinity'
            1e999               | numeric     |
            1e-999              | double precision | 0
            0xFF                | bigint      | 255
            -0x10               | double precision | -16
            0x10                | text        | '16'
            0x10                | bytea       |
            70000               | smallint    |
            9223372036854775808 | bigint      |
            -9223372036854775808 | bigint     | -9223372036854775808
            true                | text        | '1'
            007                 | text        | '7'
            1.5                 | text        | '1.5'
            1.10                | text        |
            1e3                 | text        |
            '2024-02-30 00:00:00' | timestamp |
            '2024-02-30'        | date        |
            '2024-02-29 12:00:00' | timestamp | '2024-02-29 12:00:00'
            """)
    void aDefaultIsCarriedWhereItMeansTheSame(String sqlite, String type, String postgres) {
        assertThat(new Defaults(false, PgType.of(type), List.of()).of(sqlite)).isEqualTo(Optional.ofNullable(postgres));
    }
}

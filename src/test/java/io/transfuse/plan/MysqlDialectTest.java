package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlDialectTest {
    static final Dialect MYSQL = new Dialect(true);
    static final List<Dialect.Term> COLUMNS = Stream.concat(
                    Stream.of(
                                    "a integer",
                                    "big bigint",
                                    "price numeric(10,2)",
                                    "x double precision",
                                    "b text",
                                    "flag boolean",
                                    "day date",
                                    "at timestamp",
                                    "doc jsonb",
                                    "Odd integer")
                            .map(c -> c.split(" ", 2))
                            .map(c -> term(c[0], PgType.of(c[1]), false)),
                    Stream.of(
                            term("email", PgType.of("text"), true),
                            term("state", PgType.enumeration("public.t_state"), true)))
            .toList();

    static Dialect.Term term(String name, PgType type, boolean folding) {
        var text = type.kind() == PgType.Kind.TEXT || type.kind() == PgType.Kind.ENUM;
        Set<Quirk> quirks = text ? Set.of(folding ? Quirk.FOLDING : Quirk.CASED) : Set.of();
        return new Dialect.Term(name, new TargetColumn(name, type, true, Optional.empty(), false), quirks);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ((`a` > 0) and (`b` in ('x',_utf8mb4'y')))    | spark      | (a > 0) AND (b IN ('x', 'y'))
            (`email` = 'A@x')                              | spark      | lower(email) = 'a@x'
            (`email` like 'A%')                            | spark      | lower(email) LIKE 'a%'
            (`flag` = 1)                                   | spark      | flag = true
            `flag` and not(`a` <=> 1)                      | spark      | flag AND NOT (a IS NOT DISTINCT FROM 1)
            (char_length(`b`) between 1 and 5)             | spark      | char_length(b) BETWEEN 1 AND 5
            (length(`b`) < 9)                              | spark      | octet_length(b) < 9
            (`day` >= '2000-01-01')                        | spark      | day >= DATE '2000-01-01'
            (`day` <> '2020-02-30')                        | nobody     |
            (`at` = '2020-01-15')                          | postgresql | at = TIMESTAMP '2020-01-15'
            (`a` + `a` < 10)                               | spark      | CAST(a AS bigint) + a < 10
            (`x` > 1e-6)                                   | spark      | x > 1e-6
            (`x` >= -1e0)                                  | spark      | x >= -1e0
            (`a` * 1e-1 = 0.3)                             | postgresql | a * '1e-1'::float8 = 0.3
            (`price` > 1e-1)                               | postgresql | price > '1e-1'::float8
            (`big` < 1e18)                                 | postgresql | big < '1e18'::float8
            (3 * `a` + 4 * `a` < 10)                       | spark      | 3 * CAST(a AS bigint) + 4 * CAST(a AS bigint) < 10
            (2000000000 + `a` > 0)                         | spark      | 2000000000 + CAST(a AS bigint) > 0
            (1000000 * 1000000 > `a`)                      | spark      | CAST(1000000 AS bigint) * 1000000 > a
            (abs(`a`) > 3)                                 | spark      | abs(CAST(a AS bigint)) > 3
            (-`a` % 3 = 1)                                 | spark      | -CAST(a AS bigint) % 3 = 1
            (if(`a` > 1,`a`,0) > 0)                        | spark      | CASE WHEN a > 1 THEN a ELSE 0 END > 0
            (ifnull(`a`,0) > 0)                            | spark      | coalesce(a, 0) > 0
            (`a` is not null)                              | spark      | a IS NOT NULL
            `price` > 0                                    | postgresql | price > 0
            `Odd` > 0                                      | postgresql | "Odd" > 0
            (`state` in ('New','old'))                     | postgresql | lower(CAST(state AS text)) IN ('new', 'old')
            (`at` > '2000-01-01')                          | postgresql | at > TIMESTAMP '2000-01-01'
            json_valid(`doc`)                              | postgresql | true
            (`b` = 'a\\b')                                 | postgresql | b = E'a\\\\b'
            (`a` / 2 > 1)                                  | nobody     |
            (`b` > 'm')                                    | nobody     |
            (`b` regexp '^a')                              | nobody     |
            (`day` >= '0000-00-00')                        | nobody     |
            (`a` = `b`)                                    | nobody     |
            (`email` = `b`)                                | nobody     |
            (`a` DIV 2 = 0)                                | nobody     |
            (rand() > 0)                                   | nobody     |
            (`missing` > 0)                                | nobody     |
            (`a` > 0) -- x                                 | nobody     |
            """)
    void aConditionIsSaidInWordsThatMeanTheSame(String mysql, String reader, String postgres) {
        var carried = MYSQL.condition(mysql, COLUMNS);

        assertThat(carried.map(Phrase::sql)).isEqualTo(Optional.ofNullable(postgres));
        assertThat(carried.map(p -> p.traits().shared()).orElse(false)).isEqualTo(reader.equals("spark"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            y >= 1990 AND y <> 0        | y >= 1990 AND y <> 0
            y BETWEEN 1990 AND 2030     | y BETWEEN 1990 AND 2030
            y > 100 AND y > -(1)        | y > 100 AND y > -1
            y + 1 > 24 AND y % 4 = 0    | CAST(y AS bigint) + 1 > 24 AND y % 4 = 0
            y >= year(`day`) OR y = a   | y >= CAST(EXTRACT(year FROM day) AS integer) OR y = a
            coalesce(y, 0) < 24         | coalesce(y, 0) < 24
            y > 99                      |
            24 <= y                     |
            (y) < 20 + 10               |
            y < 2023.5                  |
            y BETWEEN 24 AND 2030       |
            y IN (1999, 24)             |
            nullif(y, 24) IS NULL       |
            """)
    void aConstantBesideAYearIsNoNumberWhereMysqlMakesAYearOfIt(String mysql, String postgres) {
        var table = new Table(
                "t",
                List.of(new Table.Column("y", "year(4)", true, Optional.empty(), "BINARY", false)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                Optional.empty());
        var year = new TargetColumn("y", PgType.of("smallint"), true, Optional.empty(), false);
        var terms = Stream.concat(
                        COLUMNS.stream(),
                        new Dialect(true)
                                .terms(table, List.of(new ColumnMapping(year, new Value.Carry("y"), ""))).stream())
                .toList();

        assertThat(MYSQL.condition(mysql, terms).map(Phrase::sql)).isEqualTo(Optional.ofNullable(postgres));
        assertThat(DialectTest.SQLITE.condition("y > 99", terms)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            concat(`b`,' ',`a`)                            ¦ text        ¦ b || ' ' || CAST(a AS text)
            (`price` * `a`)                                ¦ numeric     ¦ price * a
            (`a` * `a`)                                    ¦ bigint      ¦ CAST(a AS bigint) * a
            concat(`price`,1.50)                           ¦ text        ¦ (CAST(price AS text) || CAST(1.50 AS text))
            concat(coalesce(`a`,0),'x')                    ¦ text        ¦ (CAST(coalesce(a, 0) AS text) || 'x')
            concat(coalesce(`price`,0),' EUR')             ¦ text        ¦
            concat(coalesce(`a`,`price`),'')               ¦ text        ¦
            concat(if(`a` > 0,`price`,0),'')               ¦ text        ¦
            concat(case when `a` > 0 then 1 else 2.5 end,'') ¦ text        ¦
            cast(coalesce(`price`,0) as char)              ¦ text        ¦
            (`a` * 1e-1)                                   ¦ double precision ¦ a * '1e-1'::float8
            (`price` * -1e-1)                              ¦ double precision ¦ price * -'1e-1'::float8
            (1000 * `a`)                                   ¦ bigint      ¦ 1000 * CAST(a AS bigint)
            -`a`                                           ¦ bigint      ¦ -CAST(a AS bigint)
            -`price`                                       ¦ numeric     ¦ -price
            json_unquote(json_extract(`doc`,'$.a."b c"'))  ¦ text        ¦ CASE WHEN jsonb_typeof(doc #> '{a,"b c"}') = 'null' THEN 'null' ELSE (doc #>> '{a,"b c"}') END
            json_extract(`doc`,'$.a1.null_b."1 x"')        ¦ jsonb       ¦ (doc #> '{a1,null_b,"1 x"}')
            json_extract(`doc`,'$.a[0]')                   ¦ jsonb       ¦
            json_extract(`doc`,'$[0]')                     ¦ jsonb       ¦
            json_extract(`doc`,'$.a."0".b')                ¦ jsonb       ¦
            json_extract(`doc`,'$."-1"')                   ¦ jsonb       ¦
            json_extract(`doc`,'$.a.null')                 ¦ jsonb       ¦
            json_extract(`doc`,'$.a')                      ¦ jsonb       ¦ (doc #> '{a}')
            year(`day`)                                    ¦ integer     ¦ CAST(EXTRACT(year FROM day) AS integer)
            cast(`at` as date)                             ¦ date        ¦
            date(`at`)                                     ¦ date        ¦ CAST(at AS date)
            left(`b`,3)                                    ¦ text        ¦ left(b, 3)
            lower(`b`)                                     ¦ text        ¦
            concat(`state`,'x')                            ¦ text        ¦
            concat(`x`,'x')                                ¦ text        ¦
            json_unquote(json_extract(`doc`,'$.a'))        ¦ integer     ¦
            (`a` / 2)                                      ¦ numeric     ¦
            md5(`b`)                                       ¦ text        ¦
            now()                                          ¦ timestamp   ¦
            """)
    void aColumnIsComputedWhereBothSidesComputeTheSame(String mysql, String type, String postgres) {
        var carried = MYSQL.generated(mysql, COLUMNS, PgType.of(type));

        assertThat(carried.map(c -> c.replaceFirst("^\\((b \\|\\|.*)\\)$", "$1")))
                .isEqualTo(Optional.ofNullable(postgres));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            trim(`email`)                              ¦ lower(trim(email))
            concat(`email`,'-',`a`)                    ¦ lower((email || '-' || CAST(a AS text)))
            substr(`email`,1,3)                        ¦ lower(substr(email, 1, 3))
            (case when (`a` > 0) then `email` end)     ¦ lower(CASE WHEN (a > 0) THEN email END)
            (case when (`email` = 'A') then `b` end)   ¦ CASE WHEN (lower(email) = 'a') THEN b END
            lower(`email`)                             ¦ lower(email)
            upper(`email`)                             ¦ upper(email)
            trim(`b`)                                  ¦ trim(b)
            length(`email`)                            ¦ octet_length(email)
            concat(`email`,`b`)                        ¦
            """)
    void whatAUniqueIndexIsOverHasNoCaseWhereTheSourceSeesNone(String mysql, String postgres) {
        assertThat(MYSQL.unique(mysql, COLUMNS).map(Phrase::sql)).isEqualTo(Optional.ofNullable(postgres));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            '0'                      | integer     | 0
            -1.50                    | numeric     | -1.50
            b'0'                     | boolean     | false
            b'101'                   | bit(8)      | B'00000101'
            X'00ff'                  | bytea       | '\\x00ff'::bytea
            'it''s'                  | varchar(9)  | 'it''s'
            CURRENT_TIMESTAMP(6)     | timestamp   | CURRENT_TIMESTAMP
            current_timestamp()      | timestamptz | CURRENT_TIMESTAMP
            uuid()                   | varchar(36) | gen_random_uuid()::text
            (uuid_to_bin(uuid()))    | bytea       | uuid_send(gen_random_uuid())
            json_object()            | jsonb       | '{}'
            '2000-01-01'             | date        | '2000-01-01'
            '2000-01-01 00:00:00'    | timestamp   | '2000-01-01 00:00:00'
            '0000-00-00'             | date        |
            '23:59:59.5'             | time        | '23:59:59.5'
            '30:00:00'               | time        |
            '-01:00:00'              | time        |
            '30:00:00'               | interval    | '30:00:00'
            '2000-00-00 00:00:00'    | timestamp   |
            'new'                    | public.e    | 'new'
            'other'                  | public.e    |
            'new,old'                | text[]      | ARRAY['new', 'old']::text[]
            'new,other'              | text[]      |
            (rand() * 5)             | integer     |
            'abc'                    | varchar(2)  |
            'ab'                     | bytea       | '\\x6162'::bytea
            'a?'                     | bytea       |
            '00000000-0000-0000-0000-00000000000a' | uuid | '00000000-0000-0000-0000-00000000000a'
            ''                       | uuid        |
            """)
    void aDefaultIsCarriedWhereItMeansTheSame(String mysql, String type, String postgres) {
        var made = type.equals("public.e") ? PgType.enumeration(type) : PgType.of(type);
        var carried = new Defaults(true, made, List.of("new", "old")).of(mysql);

        assertThat(carried).isEqualTo(Optional.ofNullable(postgres));
    }
}

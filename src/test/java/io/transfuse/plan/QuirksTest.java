package io.transfuse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What declared columns bring along into conditions and expressions. */
class QuirksTest {

    private static final List<String> MYSQL = List.of(
            "n | int | | | integer",
            "folded | varchar(9) | utf8mb4 | utf8mb4_0900_ai_ci | text",
            "cased | varchar(9) | utf8mb4 | utf8mb4_bin | text",
            "old | varchar(9) | latin1 | latin1_swedish_ci | text",
            "fixed | char(9) | utf8mb4 | utf8mb4_bin | text",
            "padded | int(5) zerofill | | | integer",
            "doc | json | | BINARY | jsonb",
            "maria | json | utf8mb4 | BINARY | jsonb");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            if(n > 0, 'Yes', 'No') in ('yes', 'no')  ¦
            case when n > 0 then 'A' end = 'a'       ¦
            concat('A', n) = 'a5'                    ¦
            concat('A', n) like 'a%'                 ¦
            nullif(concat('A', n), 'a5') is null     ¦
            concat(cased, folded) = 'a'              ¦
            concat('A', n) <> ''                     ¦ ('A' || CAST(n AS text)) <> ''
            concat(folded, n) = 'A5'                 ¦ lower((folded || CAST(n AS text))) = 'a5'
            concat(cased, n) = 'A5'                  ¦ (cased || CAST(n AS text)) = 'A5'
            json_unquote(json_extract(doc, '$.a')) = 'A'   ¦ CASE WHEN jsonb_typeof(doc #> '{a}') = 'null' THEN 'null' ELSE (doc #>> '{a}') END = 'A'
            json_unquote(json_extract(maria, '$.a')) = 'A' ¦
            """)
    void mysqlLooksAtTheCaseThatAColumnDecides(String mysql, String postgres) {
        assertThat(condition(mysql)).isEqualTo(Optional.ofNullable(postgres));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            length(old) <= 3                ¦
            length(left(old, 2)) <= 3       ¦
            length(concat(old, cased)) <= 3 ¦
            char_length(old) <= 3           ¦ char_length(old) <= 3
            length(cased) <= 3              ¦ octet_length(cased) <= 3
            """)
    void bytesAreCountedWhereTheyAreThoseOfPostgresql(String mysql, String postgres) {
        assertThat(condition(mysql)).isEqualTo(Optional.ofNullable(postgres));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            concat('R-', padded) <> ''          ¦
            cast(padded as char) <> ''          ¦
            padded > 5                          ¦ padded > 5
            concat(fixed, '|') <> ''            ¦ (rtrim(fixed) || '|') <> ''
            char_length(fixed) > 1              ¦ char_length(rtrim(fixed)) > 1
            length(if(n > 1, fixed, 'a ')) > 1  ¦ octet_length(CASE WHEN n > 1 THEN rtrim(fixed) ELSE 'a ' END) > 1
            fixed = 'a'                         ¦ fixed = 'a'
            """)
    void textsAreThoseThatMysqlReads(String mysql, String postgres) {
        assertThat(condition(mysql)).isEqualTo(Optional.ofNullable(postgres));
    }

    @Test
    void sqliteTakesNoNoticeOfCaseInBareColumnsAlone() {
        var plan = Planned.of(folder, "", """
                CREATE TABLE nc (id INTEGER PRIMARY KEY, s TEXT COLLATE NOCASE,
                  CHECK (s <> 'X'), CHECK (trim(s) <> 'NONE'), CHECK (s || 'x' <> 'NX'),
                  CHECK (CASE WHEN id > 5 THEN s ELSE 'A' END <> 'B'), CHECK ('C' NOT IN (s)))
                """, "INSERT INTO nc VALUES (1, 'none')");

        assertThat(Planned.target(plan, "nc").checks())
                .extracting(Table.Check::sql)
                .containsExactly(
                        "lower(s) <> 'x'",
                        "trim(s) <> 'NONE'",
                        "(s || 'x') <> 'NX'",
                        "CASE WHEN id > 5 THEN s ELSE 'A' END <> 'B'");
    }

    private static Optional<String> condition(String sql) {
        var dialect = new Dialect(true);
        return dialect.condition(sql, terms(dialect)).map(Phrase::sql);
    }

    private static List<Dialect.Term> terms(Dialect dialect) {
        var said = MYSQL.stream().map(c -> c.split(" *\\| *")).toList();
        var columns = said.stream().map(QuirksTest::column).toList();
        var mappings = said.stream().map(QuirksTest::mapping).toList();
        return dialect.terms(table(columns), mappings);
    }

    private static Table.Column column(String... said) {
        var nature = new Table.Nature(said[2], "", false, false, "");
        return new Table.Column(said[0], said[1], true, Optional.empty(), said[3], false, nature);
    }

    private static ColumnMapping mapping(String... said) {
        var target = new TargetColumn(said[0], PgType.of(said[4]), true, Optional.empty(), false);
        return new ColumnMapping(target, new Value.Carry(said[0]), "");
    }

    private static Table table(List<Table.Column> columns) {
        return new Table("t", columns, List.of(), List.of(), List.of(), List.of(), List.of(), "", "", Optional.empty());
    }

    @Test
    void bytesThatAreNoTextAreForetold() {
        var plan = Planned.of(
                folder,
                "",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
                "INSERT INTO t VALUES (1, 'ok'), (2, CAST(x'ff41' AS TEXT)), (3, CAST(x'c3' AS TEXT))");

        assertThat(Planned.warnings(plan))
                .anyMatch(w -> w.startsWith("t.a 2 rows break invalid-utf8 and will be rejected"));
    }
}

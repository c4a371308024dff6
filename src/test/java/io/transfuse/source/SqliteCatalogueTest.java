package io.transfuse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Table;
import io.transfuse.model.Table.Check;
import io.transfuse.model.Table.Column;
import io.transfuse.model.Table.ForeignKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogueTest {

    @TempDir
    Path folder;

    @Test
    void aFileWithoutTablesHasNone() {
        assertThat(read("PRAGMA user_version = 7").tables()).isEmpty();
    }

    @Test
    void theRowidAliasIsTheKeyThatIsNeverNull() {
        var alias = table("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT)");
        var none = table("CREATE TABLE t (id INTEGER PRIMARY KEY DESC, x TEXT)");
        var text = table("CREATE TABLE t (id TEXT PRIMARY KEY)");

        assertThat(alias.columns().get(0).nullable()).isFalse();
        assertThat(none.columns().get(0).nullable()).isTrue();
        assertThat(text.columns().get(0).nullable()).isTrue();
        assertThat(text.primaryKey()).containsExactly("id");
    }

    @Test
    void rowsAreToldApartByKeyOrByARowidThatNoColumnHides() {
        var without = table("CREATE TABLE t (b TEXT, \"a c\" INT, PRIMARY KEY (\"a c\", b)) without\n  ROWID, STRICT");
        var hidden = table("CREATE TABLE t (_rowid_ TEXT, RowId INT)");

        assertThat(without.primaryKey()).containsExactly("a c", "b");
        assertThat(without.position()).isEqualTo("quote(t.\"a c\") || ',' || quote(t.\"b\")");
        assertThat(hidden.position()).isEqualTo("t.oid");
        assertThat(table("CREATE TABLE t (\"without rowid\" INT)").position()).isEqualTo("t._rowid_");
    }

    @Test
    void declaredTypesMayBeAnything() {
        var table = table("""
                CREATE TABLE "a(b" (none, i UNSIGNED BIG INT, v NVARCHAR(10) COLLATE NOCASE DEFAULT 'x collate rtrim', b byte[],
                  "select" TEXT NOT NULL DEFAULT (datetime('now')), "a "" b" 'we ird', [c d] DOUBLE PRECISION DEFAULT -1,
                  g TEXT GENERATED ALWAYS AS (upper(v)) STORED, h INT AS (i + 1))""");

        assertThat(table.name()).isEqualTo("a(b");
        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("none", "i", "v", "b", "select", "a \" b", "c d", "g", "h");
        assertThat(table.columns())
                .extracting(Column::type)
                .containsExactly(
                        "",
                        "unsigned big int",
                        "nvarchar(10)",
                        "byte[]",
                        "text",
                        "we ird",
                        "double precision",
                        "text",
                        "int");
        assertThat(table.columns()).extracting(Column::collation).containsOnlyOnce("NOCASE");
        assertThat(table.columns().stream().filter(Column::generated)).hasSize(2);
        assertThat(table.columns().get(4).nullable()).isFalse();
        assertThat(table.columns().get(4).defaultSql()).contains("datetime('now')");
        assertThat(table.columns().get(6).defaultSql()).contains("-1");
        assertThat(table.columns().get(2).defaultSql()).contains("'x collate rtrim'");
    }

    @Test
    void checksAreFoundBetweenQuotesParenthesesAndComments() {
        var table = table("""
                CREATE TABLE t (
                  a TEXT DEFAULT 'check (', -- check (no)
                  b INT CONSTRAINT "my check" CHECK (b IN (1, 2, (3))) /* , check (b) */ CHECK(b <> 7),
                  "check" TEXT CHECK ("check" <> ')' AND "check" <> 'it''s (' ),
                  CONSTRAINT last check (a <> '--' AND length(a) > (1 + 1)))""");

        assertThat(table.checks())
                .containsExactly(
                        new Check("my check", "b IN (1, 2, (3))"),
                        new Check("", "b <> 7"),
                        new Check("", "\"check\" <> ')' AND \"check\" <> 'it''s ('"),
                        new Check("last", "a <> '--' AND length(a) > (1 + 1)"));
    }

    @Test
    void indexesKeepOrderCollationAndCondition() {
        var table = read(
                        "CREATE TABLE t (a TEXT, b TEXT UNIQUE, c INT, UNIQUE (c, a))",
                        "CREATE UNIQUE INDEX i1 ON t (a DESC, b COLLATE NOCASE)",
                        "CREATE INDEX i2 ON t (lower(a), c)WHERE(c > 0)",
                        "CREATE INDEX i3 ON t (c) -- WHERE\n WHERE a <> ' where '")
                .tables()
                .get(0);

        assertThat(table.uniques()).containsExactlyInAnyOrder(List.of("b"), List.of("c", "a"));
        assertThat(table.indexes()).extracting(Table.Index::name).containsExactly("i1", "i2", "i3");
        assertThat(table.indexes().get(0).parts())
                .containsExactly(new Table.Part("a", "", 0, true, ""), new Table.Part("b", "", 0, false, "NOCASE"));
        assertThat(table.indexes().get(0).unique()).isTrue();
        assertThat(table.indexes().get(1).parts())
                .containsExactly(new Table.Part("", "lower(a)", 0, false, ""), new Table.Part("c", "", 0, false, ""));
        assertThat(table.indexes().get(1).where()).isEqualTo("(c > 0)");
    }

    @Test
    void referencesKeepTheirActionsAndColumns() {
        var table = read(
                        "CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b))",
                        "CREATE TABLE t (x INT REFERENCES t2 ON DELETE SET NULL, y INT, FOREIGN KEY (x, y) REFERENCES p (b, a)"
                                + " ON UPDATE CASCADE)")
                .table("t")
                .orElseThrow();

        assertThat(table.foreignKeys())
                .containsExactlyInAnyOrder(
                        new ForeignKey(List.of("x"), "t2", List.of(), "SET NULL", ""),
                        new ForeignKey(List.of("x", "y"), "p", List.of("b", "a"), "", "CASCADE"));
    }

    @Test
    void whatHasNoRowsOfItsOwnIsListed() {
        var catalogue = read(
                "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "CREATE VIEW v AS SELECT * FROM t",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
                "CREATE VIRTUAL TABLE f USING fts5(x)",
                "ANALYZE");

        assertThat(catalogue.tables()).extracting(Table::name).containsExactly("t");
        assertThat(catalogue.notCarried())
                .extracting(NotCarried::name)
                .contains("v", "g", "f", "f_data", "sqlite_sequence");
        assertThat(catalogue.table("T")).isEqualTo(Optional.empty());
    }

    @Test
    void rowsThatOnlyAVirtualTableHoldsAreTold() {
        var file = Made.file(
                folder.resolve("v.db"),
                "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)",
                "CREATE VIRTUAL TABLE own USING fts5(x)",
                "INSERT INTO own VALUES ('a'), ('b')",
                "CREATE VIRTUAL TABLE boxes USING rtree(id, low, high)",
                "INSERT INTO boxes VALUES (1, 0, 1)",
                "CREATE VIRTUAL TABLE words USING fts5(x, content='t', content_rowid='id')",
                "INSERT INTO t VALUES (1, 'a')",
                "INSERT INTO words (words) VALUES ('rebuild')");

        try (var source = Made.source(file)) {
            assertThat(source.remarks())
                    .containsExactlyInAnyOrder(
                            "the virtual table own holds 2 rows of its own, not carried; make a plain table"
                                    + " first: CREATE TABLE \"own_rows\" AS SELECT rowid AS id, * FROM \"own\"",
                            "the virtual table boxes holds 1 row of its own, not carried; make a plain table"
                                    + " first: CREATE TABLE \"boxes_rows\" AS SELECT rowid AS id, * FROM \"boxes\"");
        }
    }

    private Table table(String create) {
        return read(create).tables().get(0);
    }

    private Catalogue read(String... statements) {
        var file = folder.resolve("s" + System.nanoTime() + ".db");
        try (var source = Made.source(Made.file(file, statements))) {
            return source.catalogue();
        }
    }
}

package io.transfuse.load;

import io.transfuse.model.Layout;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan.EnumType;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Index;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Three tables with everything that DDL can say about one. */
final class GivenShop {
    private GivenShop() {}

    static Ddl ddl() {
        return new Ddl(tables(), types(), List.of("pgcrypto"), Set.of());
    }

    static List<EnumType> types() {
        return List.of(new EnumType("app", "Mood of it", List.of("", "it's", "a,b \\ \"c\"", "😀")));
    }

    static List<TargetTable> tables() {
        var people = new TargetTable(
                "app",
                "people",
                List.of(
                        Given.column("id bigint!"),
                        Given.column("name varchar(50)"),
                        new TargetColumn("role", PgType.of("text"), false, Optional.of("'it''s :role'"), false),
                        Given.column("changed timestamptz")),
                List.of("id"),
                List.of(List.of("name", "role")),
                List.of(new Table.Check("people_role_check", "role <> ''")),
                List.of(),
                List.of(
                        new Index("idx_name", false, "(name) WHERE name IS NOT NULL"),
                        new Index("idx_search", false, "USING gin (to_tsvector('english', name))")),
                Optional.of("changed"));
        var orders = new TargetTable(
                "app",
                "Order",
                List.of(
                        new TargetColumn("id", PgType.of("bigint"), false, Optional.empty(), true),
                        Given.column("owner bigint"),
                        Given.column("user bigint"),
                        Given.column("changed timestamp")),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(
                        new Link("order_owner", List.of("owner"), "people", List.of("id"), "cascade", ""),
                        new Link("", List.of("user"), "people", List.of("id"), "SET NULL", "NO ACTION")),
                List.of(new Index("idx_name", true, "(owner, id)")),
                Optional.of("changed"));
        return List.of(people, orders, things());
    }

    private static TargetTable things() {
        return new TargetTable(
                "app",
                "things",
                List.of(
                        thing("id integer!", true, "", 100, ""),
                        new TargetColumn(
                                "mood",
                                PgType.enumeration("app.\"Mood of it\""),
                                false,
                                Optional.of("'it''s'::app.\"Mood of it\""),
                                false),
                        thing("doubled bigint", false, "id * 2", 0, "twice the \\ it's id"),
                        Given.column("flags bit(3)"),
                        Given.column("span interval"),
                        Given.column("tags text[]"),
                        Given.column("place point"),
                        Given.column("changed timestamptz"),
                        Given.column("looked timestamp")),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("changed", "looked"),
                List.of(new Table.Check("things_tags", "tags <@ ARRAY['a', 'b']::text[]")),
                "it's a \\ thing",
                Layout.PLAIN);
    }

    private static TargetColumn thing(String written, boolean identity, String generated, long next, String comment) {
        var plain = Given.column(written);
        return new TargetColumn(
                plain.name(),
                plain.type(),
                plain.nullable(),
                Optional.empty(),
                identity,
                Optional.of(generated).filter(g -> !g.isEmpty()),
                Optional.of(next).filter(n -> n > 0),
                comment);
    }
}

package io.transfuse.plan;

import io.transfuse.config.TableRules;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The secondary indexes of one branch: those of the configuration, then the source's, carried or listed. */
record Indexes(Graph graph, Entity entity, TableRules rules, List<ColumnMapping> columns) {

    /** A row of a B-tree has at most a third of a page, 2,704 bytes. */
    static final long LONGEST_INDEXED = 2_600;
    /** At most: a prefix counts letters. */
    private static final int BYTES_OF_A_LETTER = 4;

    /** PostgreSQL takes no more than a megabyte of words of one row. */
    private static final long LONGEST_WORDS = 250_000;

    /** What stands in place of an index that is not wanted; a null is read as an empty text. */
    private static final Set<String> LEFT_OUT = Set.of("", "null", "false");

    private static final String AGAIN = "; write it again for PostgreSQL";

    List<TargetTable.Index> of(String table) {
        var all = new ArrayList<TargetTable.Index>();
        rules.indexes().forEach((name, written) -> {
            if (LEFT_OUT.contains(written.strip())) {
                graph.notes().info(entity.name(), "", "index " + name + " is left out, as " + setting(name) + " says");
                return;
            }
            var unique = written.toLowerCase(Locale.ROOT).startsWith("unique ");
            all.add(new TargetTable.Index(
                    graph.named(entity, "index", name, table),
                    unique,
                    unique ? written.substring(7).trim() : written.trim(),
                    setting(name)));
        });
        var asked = all.size();
        for (var index : entity.table().indexes()) {
            if (!rules.indexes().containsKey(index.name()) && !elsewhere(index)) {
                ways(index).stream()
                        .flatMap(w -> w.carried(index).stream())
                        .filter(d -> !made(index, d, all.subList(0, asked)))
                        .forEach(d -> all.add(new TargetTable.Index(
                                graph.named(entity, "index", index.name(), table),
                                index.unique() && index.method() == Table.Method.ORDER,
                                d)));
            }
        }
        return all;
    }

    private String setting(String name) {
        var top = (entity.given() ? "new-tables." : "tables.") + entity.rules().source();
        return setting(top, entity.rules(), name).orElse(top + ".indexes." + name);
    }

    /** Where an index is written: at the table, in a branch of it, or at its further rows. */
    private static Optional<String> setting(String place, TableRules written, String name) {
        if (written.indexes().containsKey(name)) {
            return Optional.of(place + ".indexes." + name);
        }
        var below = Stream.concat(
                written.split().stream().map(s -> setting(place + ".split." + s.name(), s.rules(), name)),
                written.also().stream().map(s -> setting(place + ".also." + s.name(), s.rules(), name)));
        return below.flatMap(Optional::stream).findFirst();
    }

    /** One of the settings that finds the same rows is enough. */
    private boolean made(Table.Index index, String definition, List<TargetTable.Index> asked) {
        var same = asked.stream()
                .filter(i -> plain(i.definition()).equals(plain(definition)) && (i.unique() || !index.unique()))
                .findFirst();
        same.ifPresent(i -> graph.notes()
                .info(
                        entity.name(),
                        "",
                        "index " + index.name() + " is not made, because " + i.name()
                                + " of the settings finds the same rows"));
        return same.isPresent();
    }

    /** Names that mean the same with quotes and without them lose them. */
    private static String plain(String definition) {
        return definition.replaceAll("\"([a-z_][a-z0-9_]*)\"", "$1").replaceAll("\\s+", " ");
    }

    /** Of a split table, the columns of another one go to one branch, and their indexes with them. */
    private boolean elsewhere(Table.Index index) {
        return index.parts().stream()
                .flatMap(p -> entity.table().column(p.column()).stream())
                .anyMatch(c -> c.nature().joined().isPresent()
                        && columns.stream().noneMatch(m -> m.value().takes().contains(c.name())));
    }

    /** A reference to a split table has a column for each target: an index finds the rows of one of them alone. */
    private List<Indexes> ways(Table.Index index) {
        var choices = index.parts().stream().map(p -> references(p.column())).toList();
        var most = choices.stream().mapToInt(List::size).max().orElse(0);
        return most < 2
                ? List.of(this)
                : IntStream.range(0, most).mapToObj(i -> only(choices, i)).toList();
    }

    private Indexes only(List<List<ColumnMapping>> choices, int way) {
        var left = new ArrayList<>(columns);
        choices.forEach(c -> c.stream()
                .filter(other -> !other.equals(c.get(Math.min(way, c.size() - 1))))
                .forEach(left::remove));
        return new Indexes(graph, entity, rules, left);
    }

    private List<ColumnMapping> references(String source) {
        return columns.stream()
                .filter(c ->
                        c.value() instanceof Value.Reference r && r.column().equals(source))
                .toList();
    }

    private Optional<String> carried(Table.Index index) {
        return switch (index.method()) {
            case ORDER -> ordered(index);
            case WORDS -> words(index);
            case SPACE -> space(index);
        };
    }

    private Optional<String> listed(Table.Index index, String because) {
        var text = index.text().isBlank() ? "" : " (" + index.text().replaceAll("\\s+", " ") + ")";
        graph.notes().warn(entity.name(), "", "index " + index.name() + " is not carried" + text + because);
        return Optional.empty();
    }

    private Optional<String> ordered(Table.Index index) {
        var parts = new ArrayList<String>();
        for (var part : index.parts()) {
            part(index, part).ifPresent(parts::add);
        }
        var terms = graph.dialect().terms(entity.table(), columns);
        var where = index.where().isEmpty()
                ? Optional.of("")
                : graph.dialect()
                        .condition(index.where(), terms)
                        .filter(w -> w.traits().immutable())
                        .map(w -> " WHERE " + w.sql());
        if (tooLong(index)) {
            return listed(
                    index,
                    ": some of its values have " + LONGEST_INDEXED
                            + " bytes or more, which no B-tree of PostgreSQL takes");
        }
        if (parts.size() < index.parts().size() || where.isEmpty()) {
            return listed(index, AGAIN);
        }
        var definition = "(" + String.join(", ", parts) + ")" + where.get();
        return Optional.of(ascii(index, definition) ? Letters.ofAscii(definition) : definition);
    }

    /** Whether only ASCII's letters have two cases, as the source means it, because rows hold others too. */
    private boolean ascii(Table.Index index, String definition) {
        if (graph.dialect().mysql() || Letters.ofAscii(definition).equals(definition)) {
            return false;
        }
        var said = index.parts().stream()
                .map(p -> p.column().isEmpty() ? p.expression() : graph.source().quoted(p.column()));
        return new Letters(graph, entity)
                .beyondAsciiIn(Stream.concat(said, Stream.of(index.where())).toList());
    }

    private boolean tooLong(Table.Index index) {
        return index.parts().stream()
                        .filter(p -> entity.table().column(p.column()).isPresent())
                        .mapToLong(p -> Math.min(
                                entity.profile(p.column()).maxLength(),
                                p.prefix() == 0 ? Long.MAX_VALUE : (long) p.prefix() * BYTES_OF_A_LETTER))
                        .sum()
                >= LONGEST_INDEXED;
    }

    private Optional<TargetColumn> target(String source) {
        return columns.stream()
                .filter(c -> c.value().takes().equals(List.of(source)))
                .map(ColumnMapping::target)
                .findFirst();
    }

    private Optional<String> part(Table.Index index, Table.Part part) {
        var order = part.descending() ? " DESC" : "";
        if (part.column().isEmpty()) {
            return expression(index, part).map(e -> "(" + e.sql() + ")" + order);
        }
        return target(part.column()).flatMap(c -> column(index, c, part)).map(c -> c + order);
    }

    /** A unique one compares as the source does, unless the settings want two spellings to be two values. */
    private Optional<Phrase> expression(Table.Index index, Table.Part part) {
        var terms = graph.dialect().terms(entity.table(), columns);
        if (part.collation().isEmpty()) {
            return index.unique() && !graph.collation().equals("plain")
                    ? graph.dialect().unique(part.expression(), terms)
                    : graph.dialect().indexed(part.expression(), terms);
        }
        return part.collation().equals("RTRIM")
                ? Optional.empty()
                : graph.dialect().indexed(part.expression(), terms).map(Dialect::lower);
    }

    private Optional<String> column(Table.Index index, TargetColumn column, Table.Part part) {
        var kind = column.type().kind();
        var own = entity.table()
                .column(part.column())
                .map(Table.Column::collation)
                .orElse("BINARY");
        var collation = part.collation().isEmpty() ? own : part.collation();
        if (kind == Kind.POINT || collation.equals("RTRIM")) {
            return Optional.empty();
        }
        var prefixed = prefixed(column, part.prefix());
        return Optional.of(kind == Kind.TEXT && folds(index, part, collation) ? "lower(" + prefixed + ")" : prefixed);
    }

    /** An index only finds rows; a unique one also refuses them, by the source's own idea of equal. */
    private boolean folds(Table.Index index, Table.Part part, String collation) {
        return Dialect.folds(collation) && (!part.collation().isEmpty() || (index.unique() && Uniques.byIndex(graph)));
    }

    private static String prefixed(TargetColumn column, int prefix) {
        var name = quoted(column);
        var kind = column.type().kind();
        if (prefix == 0 || (kind != Kind.TEXT && kind != Kind.BYTEA)) {
            return name;
        }
        return kind == Kind.TEXT ? "left(" + name + ", " + prefix + ")" : "substr(" + name + ", 1, " + prefix + ")";
    }

    private Optional<String> words(Table.Index index) {
        var texts = index.parts().stream()
                .flatMap(p -> target(p.column()).stream())
                .filter(c -> c.type().kind() == Kind.TEXT)
                .toList();
        var length = index.parts().stream()
                .filter(p -> entity.table().column(p.column()).isPresent())
                .mapToLong(p -> entity.profile(p.column()).maxLength())
                .sum();
        if (texts.size() < index.parts().size() || texts.isEmpty() || length > LONGEST_WORDS) {
            return listed(index, AGAIN);
        }
        var joined = texts.stream()
                .map(c -> "coalesce(" + quoted(c) + text(c) + ", '')")
                .collect(Collectors.joining(" || ' ' || "));
        var definition = "USING gin (to_tsvector('simple', " + joined + "))";
        graph.notes()
                .info(
                        entity.name(),
                        "",
                        "index " + index.name() + " finds words by MATCH in the source; in PostgreSQL it is "
                                + definition + ", which queries have to say the same way");
        return Optional.of(definition);
    }

    /** What citext holds is text to the search for words only once it is called so. */
    private static String text(TargetColumn column) {
        return column.type().sql().equals("citext") ? "::text" : "";
    }

    private Optional<String> space(Table.Index index) {
        var column = index.parts().size() == 1 ? target(index.parts().get(0).column()) : Optional.<TargetColumn>empty();
        return column.map(TargetColumn::type).map(PgType::kind).equals(Optional.of(Kind.POINT))
                ? column.map(c -> "USING gist (" + quoted(c) + ")")
                : listed(index, ": shapes are bytes in PostgreSQL, unless an extension knows them");
    }

    private static String quoted(TargetColumn column) {
        return "\"" + column.name().replace("\"", "\"\"") + "\"";
    }
}

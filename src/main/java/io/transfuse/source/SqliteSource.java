package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.model.WrittenRow;
import io.transfuse.source.Sql.Line;
import io.transfuse.types.SqliteTypes;
import io.transfuse.types.TypeTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** A SQLite database, read from an online backup that nobody else writes to. */
public final class SqliteSource implements Source {

    private final SqliteCopy copy;
    private final String name;
    private final String cut;
    private final Map<Cut, List<String>> known = new ConcurrentHashMap<>();

    private SqliteSource(SqliteCopy copy, String name, String cut) {
        this.copy = copy;
        this.name = name;
        this.cut = cut;
    }

    private record Cut(String table, long rows) {}

    /** Refuses what is no SQLite file. */
    public static void check(Endpoint endpoint) {
        file(endpoint);
    }

    static SqliteFile file(Endpoint endpoint) {
        return SqliteFile.existing(path(endpoint));
    }

    /** The file's length, which is read at once; to ask for single tables would read all of it. */
    static List<Stored> stored(Endpoint endpoint) {
        return List.of(new Stored("", path(endpoint).toFile().length(), 0));
    }

    private static Path path(Endpoint endpoint) {
        return Path.of(endpoint.jdbcUrl().substring("jdbc:sqlite:".length()));
    }

    /** Backs the file up beside {@code kept}, which that backup replaces once it is to be kept, and opens it. */
    public static SqliteSource open(Endpoint endpoint, Path kept) {
        var copy = SqliteCopy.of(file(endpoint), kept);
        return new SqliteSource(copy, endpoint.name(), new SqliteFile(copy.path()).digest());
    }

    @Override
    public void keep() {
        copy.keep();
    }

    @Override
    public SqliteSource limited(long rows, List<Tie> ties) {
        var again = copy.again();
        try (var writing = DriverManager.getConnection("jdbc:sqlite:" + again.path())) {
            new SqliteLimit(writing, new SqliteCatalogue(writing).read(name), ties).keep(rows);
            return new SqliteSource(again, name, cut + ":limit=" + rows);
        } catch (SQLException e) {
            throw new SourceException("limit " + rows, e);
        }
    }

    @Override
    public TypeTable types() {
        return new SqliteTypes();
    }

    @Override
    public String quoted(String identifier) {
        return SqliteReads.quoted(identifier);
    }

    @Override
    public Parted<Referred> referred(
            Table from, Lookup lookup, String condition, boolean spelling, long partitionRows) {
        return Parted.whole(() -> new Referred(
                count(from.name(), SqliteReads.orphans(lookup) + " AND " + condition),
                spelling ? row(SqliteReads.misspelt(from, lookup, condition)).number("n") : 0));
    }

    @Override
    public String product() {
        return "SQLite " + row("SELECT sqlite_version() AS version").text("version");
    }

    private Line row(String sql) {
        return copy.asked(c -> Sql.row(c, sql));
    }

    @Override
    public Catalogue catalogue() {
        return copy.asked(c -> new SqliteCatalogue(c).read(name));
    }

    @Override
    public List<String> remarks() {
        return copy.asked(c -> new SqliteVirtual(c).remarks());
    }

    @Override
    public String cut() {
        return cut;
    }

    @Override
    public Profile profile(Table table) {
        return copy.asked(c -> new SqliteProfile(c).of(table, "TRUE"));
    }

    /** One question for each part: rows lie in the order of the key by which a table is cut. */
    @Override
    public Parted<Profile> profiled(Table table, long partitionRows) {
        return count(table.name(), "TRUE") > partitionRows
                ? parted(table, partitionRows, (c, part) -> new SqliteProfile(c).of(table, part), ProfileSum::of)
                : Parted.whole(() -> profile(table));
    }

    private <T> Parted<T> parted(
            Table table, long rows, BiFunction<Connection, String, T> question, Function<List<T>, T> together) {
        return new Parted<>(
                parts(table, rows).stream()
                        .<Supplier<T>>map(p -> () -> copy.asked(c -> question.apply(c, p)))
                        .toList(),
                together);
    }

    /** Walked out once: nobody writes to the copy. */
    private List<String> parts(Table table, long rows) {
        var cut = new Cut(table.name(), rows);
        var before = known.get(cut);
        if (before != null) {
            return before;
        }
        var parts = copy.asked(c -> new SqliteParts(c).conditions(table, rows));
        var all = parts.isEmpty() ? List.of("TRUE") : List.copyOf(parts);
        known.put(cut, all);
        return all;
    }

    /** Each question takes a connection of its own. */
    @Override
    public boolean manyAtOnce() {
        return true;
    }

    @Override
    public long count(String table, String condition) {
        return row("SELECT count(*) AS n FROM " + SqliteReads.quoted(table) + " t WHERE " + condition)
                .number("n");
    }

    @Override
    public long count(Mapping mapping, Mapping.Branch branch) {
        return count(mapping.source().name(), SqliteReads.taken(mapping, branch));
    }

    @Override
    public long duplicates(Table table, List<String> columns, List<String> uuids, String condition) {
        var keys = columns.stream()
                .map(c -> (uuids.contains(c) ? SqliteReads.DIGITS : "%s").formatted(named(table, c)))
                .toList();
        var values = columns.stream().map(c -> named(table, c) + " IS NOT NULL").toList();
        return row("SELECT coalesce(sum(n - 1), 0) AS n FROM (SELECT count(*) AS n FROM "
                        + SqliteReads.quoted(table.name()) + " t WHERE " + condition + " AND "
                        + String.join(" AND ", values)
                        + " GROUP BY " + String.join(", ", keys) + ")")
                .number("n");
    }

    private static String named(Table table, String column) {
        return SqliteReads.name(table.column(column).orElseThrow());
    }

    @Override
    public long beyond(Table table, String column, PgType type) {
        return count(table.name(), SqliteBeyond.condition(named(table, column), type));
    }

    @Override
    public long caseTwins(Table table, String column) {
        var name = named(table, column);
        return row("SELECT coalesce(sum(n - 1), 0) AS n FROM (SELECT count(DISTINCT " + name
                        + " COLLATE BINARY) AS n FROM " + SqliteReads.quoted(table.name()) + " t WHERE typeof("
                        + name + ") = 'text' GROUP BY lower(" + name + "))")
                .number("n");
    }

    @Override
    public Map<String, Long> texts(Table table, String column, String condition, int most) {
        var name = named(table, column);
        return copy.asked(c -> Sql.texts(
                c,
                "SELECT " + name + " AS v, count(*) AS n FROM " + SqliteReads.quoted(table.name()) + " t WHERE typeof("
                        + name + ") = 'text' AND (" + condition + ") GROUP BY " + name + " COLLATE BINARY LIMIT "
                        + most));
    }

    @Override
    public long referring(Table from, Lookup lookup, String target, int most) {
        return row(SqliteReads.referring(from, lookup, target, most)).number("n");
    }

    @Override
    public String meaning(Lookup lookup, List<String> positions) {
        return SqliteReads.meaning(catalogue().table(lookup.entity()).orElseThrow(), lookup, positions);
    }

    @Override
    public List<String> partedBy(Table table) {
        return SqliteParts.key(table);
    }

    @Override
    public Query query(Mapping mapping, Mapping.Branch branch, long partitionRows) {
        return new SqliteReads()
                .query(
                        mapping,
                        branch,
                        mapping.profile().rows() > partitionRows ? parts(mapping.source(), partitionRows) : List.of());
    }

    @Override
    public HandedOut handedOut(Mapping mapping, Mapping.Branch branch, List<WrittenRow> rows) {
        return copy.asked(c -> new SqliteWritten(c).handedOut(mapping, branch, rows));
    }

    @Override
    public <T> T measures(Function<Measures, T> question) {
        return copy.asked(c -> question.apply(new SqliteMeasures(c, "TRUE")));
    }

    @Override
    public Parted<Map<String, Measured>> measured(
            Mapping mapping, Mapping.Branch branch, List<String> rejected, long partitionRows) {
        return mapping.profile().rows() > partitionRows
                ? parted(
                        mapping.source(),
                        partitionRows,
                        (c, part) -> new SqliteMeasures(c, part).of(mapping, branch, rejected),
                        new MeasuredSum(branch)::of)
                : Parted.whole(() -> measure(mapping, branch, rejected));
    }

    @Override
    public String jdbcUrl() {
        return copy.url();
    }

    @Override
    public Map<String, String> jdbcProperties() {
        return Map.of("driver", "org.sqlite.JDBC");
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection(copy.url());
    }

    @Override
    public void close() {
        copy.close();
    }
}

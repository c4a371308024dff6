package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.model.UserException;
import io.transfuse.model.WrittenRow;
import io.transfuse.types.MysqlTypes;
import io.transfuse.types.TypeTable;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A database of MySQL or MariaDB, read in sessions that all see it at one moment. */
public final class MysqlSource implements Source {

    /** The driver property by which readers in this process find the snapshot. */
    public static final String SNAPSHOT = "transfuseSnapshot";

    /** The name of the provider that hands its sessions to Spark. */
    public static final String PROVIDER = "transfuse-snapshot";

    /** Sessions beside those that one reader in each thread needs. */
    private static final int MORE_SESSIONS = 3;

    private final MysqlLogin login;
    private final MysqlServer server;
    private final MysqlSnapshot snapshot;
    private final boolean here;
    private final MysqlTables tables;
    private final MysqlRanges ranges;
    private final String cut;

    private MysqlSource(MysqlLogin login, boolean here) {
        this.login = login;
        this.server = login.server();
        this.here = here;
        var sessions = here ? Runtime.getRuntime().availableProcessors() + MORE_SESSIONS : 2;
        this.snapshot = MysqlSnapshot.open(login, server, sessions);
        this.tables = new MysqlTables(MysqlKept.all(declared()));
        this.ranges = new MysqlRanges(tables, snapshot);
        this.cut = snapshot.cut();
    }

    /** The same snapshot, of which only some rows are read. */
    private MysqlSource(MysqlSource whole, MysqlKept kept, String cut) {
        this.login = whole.login;
        this.server = whole.server;
        this.here = whole.here;
        this.snapshot = whole.snapshot;
        this.tables = new MysqlTables(kept);
        this.ranges = new MysqlRanges(tables, snapshot);
        this.cut = cut;
    }

    /** Refuses what cannot be reached or read. */
    public static void check(Endpoint endpoint) {
        new MysqlLogin(endpoint).server();
    }

    /**
     * Takes a snapshot; {@code here} where all readers run in this process, others open sessions at their own moment.
     */
    public static MysqlSource open(Endpoint endpoint, boolean here) {
        return new MysqlSource(new MysqlLogin(endpoint), here);
    }

    @Override
    public Source limited(long rows, List<Tie> ties) {
        if (!here) {
            throw UserException.usage("--limit is " + rows + ", but must be left out where Spark reads MySQL from other"
                    + " machines; their sessions do not see the lists of rows");
        }
        try {
            var limit = new MysqlLimit(server, snapshot.all(), catalogue());
            var kept = limit.kept(rows, ties);
            return new MysqlSource(this, kept, "rows:" + limit.digest(kept) + ":limit=" + rows);
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    /** A session of a snapshot of this process. */
    public static Connection lease(String snapshot) {
        return MysqlSnapshot.named(snapshot).lease();
    }

    private Catalogue declared() {
        try {
            return snapshot.asked(c -> new MysqlCatalogue(c, server).read());
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    private <T> T questions(Function<MysqlQuestions, T> question) {
        return snapshot.asked(c -> question.apply(new MysqlQuestions(c, tables)));
    }

    /** Each question takes a session of its own, and waits for one where all are taken. */
    @Override
    public boolean manyAtOnce() {
        return true;
    }

    @Override
    public TypeTable types() {
        return new MysqlTypes();
    }

    @Override
    public String quoted(String name) {
        return MysqlReads.quoted(name);
    }

    @Override
    public String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public String product() {
        return server.product();
    }

    @Override
    public Catalogue catalogue() {
        return tables.catalogue();
    }

    @Override
    public String cut() {
        return cut;
    }

    @Override
    public Optional<String> moved() {
        var torn = snapshot.remarks().stream().findFirst();
        return torn.isPresent() || here || MysqlCut.now(login, server).equals(snapshot.cut())
                ? torn
                : Optional.of("the source was written to since the run began, and its readers on other machines see it"
                        + " each at its own moment; let nobody write, or read a replica that stands still, then 'run"
                        + " --fresh'");
    }

    @Override
    public List<String> remarks() {
        var remarks = new ArrayList<String>();
        moved().ifPresent(remarks::add);
        remarks.addAll(snapshot.asked(c -> new MysqlOthers(c).remarks()));
        remarks.addAll(snapshot.asked(c -> new MysqlRights(c, server).remarks()));
        return remarks;
    }

    @Override
    public Profile profile(Table table) {
        return snapshot.asked(c -> new MysqlProfile(c, server, tables).of(table, MysqlRanges.WHOLE));
    }

    @Override
    public Parted<Profile> profiled(Table table, long partitionRows) {
        return ranges.counted(
                table, partitionRows, (c, r) -> new MysqlProfile(c, server, tables).of(table, r), ProfileSum::of);
    }

    @Override
    public long count(String table, String condition) {
        return questions(q -> q.count(tables.named(table), condition));
    }

    @Override
    public long count(Mapping mapping, Mapping.Branch branch) {
        return questions(q -> q.count(mapping.source(), MysqlReads.taken(mapping, branch)));
    }

    @Override
    public long duplicates(Table table, List<String> columns, List<String> uuids, String condition) {
        return questions(q -> q.duplicates(table, columns, uuids, condition));
    }

    @Override
    public long spelledTwice(Table table, String column) {
        return questions(q -> q.spelledTwice(table, table.column(column).orElseThrow()));
    }

    @Override
    public long beyond(Table table, String column, PgType type) {
        return questions(q -> q.beyond(table, table.column(column).orElseThrow(), type));
    }

    @Override
    public long caseTwins(Table table, String column) {
        return questions(q -> q.caseTwins(table, table.column(column).orElseThrow()));
    }

    @Override
    public Map<String, Long> texts(Table table, String column, String condition, int most) {
        return questions(q -> q.texts(table, table.column(column).orElseThrow(), condition, most));
    }

    @Override
    public Parted<Referred> referred(
            Table from, Lookup lookup, String condition, boolean spelling, long partitionRows) {
        return ranges.counted(
                from,
                partitionRows,
                (c, r) -> new MysqlQuestions(c, tables).referred(from, lookup, condition, spelling, r),
                Referred::sum);
    }

    @Override
    public long referring(Table from, Lookup lookup, String target, int most) {
        return questions(q -> q.referring(from, lookup, literal(target), most));
    }

    @Override
    public String meaning(Lookup lookup, List<String> positions) {
        return tables.meaning(lookup, positions);
    }

    @Override
    public List<String> partedBy(Table table) {
        return new MysqlParts(tables)
                .key(table).stream().map(Table.Column::name).toList();
    }

    @Override
    public Query query(Mapping mapping, Mapping.Branch branch, long partitionRows) {
        var large = mapping.profile().rows() > partitionRows;
        var parts = large ? ranges.parts(mapping.source(), partitionRows) : List.<String>of();
        return new MysqlReads(tables).query(mapping, branch, parts);
    }

    @Override
    public HandedOut handedOut(Mapping mapping, Mapping.Branch branch, List<WrittenRow> rows) {
        return snapshot.asked(c -> new MysqlWritten(c, tables).handedOut(mapping, branch, rows));
    }

    @Override
    public <T> T measures(Function<Measures, T> question) {
        return snapshot.asked(c -> question.apply(new MysqlMeasures(c, tables, MysqlRanges.WHOLE)));
    }

    @Override
    public Parted<Map<String, Measured>> measured(
            Mapping mapping, Mapping.Branch branch, List<String> rejected, long partitionRows) {
        return mapping.profile().rows() > partitionRows
                ? ranges.parted(
                        mapping.source(),
                        partitionRows,
                        (c, r) -> new MysqlMeasures(c, tables, r).of(mapping, branch, rejected),
                        new MeasuredSum(branch)::of)
                : Parted.whole(() -> measure(mapping, branch, rejected));
    }

    @Override
    public String jdbcUrl() {
        return login.url();
    }

    @Override
    public Map<String, String> jdbcProperties() {
        var properties = new LinkedHashMap<>(MysqlLogin.exact());
        properties.put("driver", MysqlLogin.DRIVER);
        if (here) {
            properties.put("connectionProvider", PROVIDER);
            properties.put(SNAPSHOT, snapshot.id());
        } else {
            properties.putAll(login.session(server));
            properties.putAll(login.account());
        }
        return properties;
    }

    /** Rows come one after the other; the driver would otherwise keep a whole part in memory. */
    @Override
    public int fetchRows() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Connection open() {
        return snapshot.lease();
    }

    @Override
    public void close() {
        snapshot.close();
    }
}

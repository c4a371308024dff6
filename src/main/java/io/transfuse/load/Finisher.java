package io.transfuse.load;

import static io.transfuse.load.Statement.Kind.ANALYZE;
import static io.transfuse.load.Statement.Kind.COMMENT;
import static io.transfuse.load.Statement.Kind.FOREIGN_KEY;
import static io.transfuse.load.Statement.Kind.IDENTITY;
import static io.transfuse.load.Statement.Kind.INDEX;
import static io.transfuse.load.Statement.Kind.PRIMARY_KEY;
import static io.transfuse.load.Statement.Kind.TRIGGER;
import static io.transfuse.load.Statement.Kind.UNIQUE;
import static io.transfuse.load.Statement.Kind.VALIDATE;

import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes what follows the rows: keys, indexes, references, triggers, identities, statistics; what exists is skipped. */
public final class Finisher {
    /** A table, an object or a primary key that is there already. */
    private static final Set<String> EXISTS = Set.of("42P07", "42710", "42P16");

    /** A value that no index of this kind takes. */
    private static final String TOO_LONG = "54000";

    private static final String SIZES = """
            SELECT n.nspname || '.' || c.relname,
              pg_relation_size(c.oid) + (SELECT coalesce(sum(pg_relation_size(relid)), 0) FROM pg_partition_tree(c.oid))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    private static final int ROUNDS = 3;
    private final Target target;
    private final int connections;
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();
    private final String maintenanceWorkMem;

    /** {@code maintenanceWorkMem} is what each connection may use, empty for what the server says. */
    public Finisher(Target target, int connections, String maintenanceWorkMem) {
        this.target = target;
        this.connections = connections;
        this.maintenanceWorkMem = maintenanceWorkMem;
    }

    /** Makes what is missing; indexes side by side, all else of one table in turn. */
    public void finish(Ddl ddl, Progress progress) {
        finish(List.of(ddl), progress);
    }

    /** The same for several sets of tables. */
    public void finish(List<Ddl> ddl, Progress progress) {
        progress.begin("keys and indexes", 0);
        var wanted = ddl.stream().flatMap(d -> d.finishing().stream()).toList();
        var before = missing(wanted).size();
        // A server that flushes late and crashes forgets what it made last.
        for (var round = 0; round == 0 || (broken.get() && round < ROUNDS); round++) {
            broken.set(false);
            make(missing(wanted));
            new Ledger(target).flush();
        }
        seconds.forEach((table, took) -> progress.took(table, 0, took));
        progress.end(before + " statements, " + (wanted.size() - before) + " done before");
    }

    private List<Statement> missing(List<Statement> wanted) {
        var existing = existing();
        return wanted.stream().filter(s -> !existing.has(s)).toList();
    }

    private void make(List<Statement> missing) {
        var ordered = largestFirst(missing);
        sideBySide(byTable(ordered, EnumSet.of(PRIMARY_KEY, UNIQUE)));
        // Indexes of one table do not wait for each other.
        sideBySide(of(ordered, EnumSet.of(INDEX)).stream().map(List::of).toList());
        // Making a reference locks both tables, so two at once could wait for each other.
        sideBySide(List.of(of(missing, EnumSet.of(FOREIGN_KEY))));
        sideBySide(byTable(ordered, EnumSet.of(VALIDATE, TRIGGER, IDENTITY, COMMENT, ANALYZE)));
    }

    /** What takes longest begins first, so that nobody waits for it alone. */
    private List<Statement> largestFirst(List<Statement> statements) {
        try (var connection = new SteadyConnection(target, target::connect)) {
            var bytes = connection.work("looking how large tables are", Finisher::sizes);
            return statements.stream()
                    .sorted(Comparator.comparing(s -> -bytes.getOrDefault(s.schema() + "." + s.table(), 0L)))
                    .toList();
        }
    }

    private static Map<String, Long> sizes(Connection connection) throws SQLException {
        var bytes = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SIZES)) {
            while (rows.next()) {
                bytes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return bytes;
    }

    private Existing existing() {
        try (var connection = new SteadyConnection(target, target::connect)) {
            return connection.work("looking for keys and indexes", Existing::read);
        }
    }

    private static List<Statement> of(List<Statement> statements, Set<Statement.Kind> kinds) {
        return statements.stream().filter(s -> kinds.contains(s.kind())).toList();
    }

    private static Collection<List<Statement>> byTable(List<Statement> statements, Set<Statement.Kind> kinds) {
        var tables = new LinkedHashMap<String, List<Statement>>();
        of(statements, kinds)
                .forEach(s -> tables.computeIfAbsent(s.schema() + "." + s.table(), t -> new ArrayList<>())
                        .add(s));
        return tables.values();
    }

    private void sideBySide(Collection<List<Statement>> groups) {
        var queue = new ConcurrentLinkedQueue<>(groups);
        var workers = Math.min(connections, groups.size());
        if (groups.stream().allMatch(List::isEmpty)) {
            return;
        }
        var pool = Executors.newFixedThreadPool(workers);
        try {
            var worker = (Callable<Void>) () -> work(queue);
            // All have ended before the first failure is told, so that nothing goes on behind the user's back.
            for (var done : pool.invokeAll(Collections.nCopies(workers, worker))) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped("making keys and indexes was interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
    }

    private Void work(Queue<List<Statement>> queue) {
        try (var connection = new SteadyConnection(target, this::open)) {
            for (var group = queue.poll(); group != null; group = queue.poll()) {
                for (var s : group) {
                    var began = System.nanoTime();
                    connection.work(words(s) + " " + s.object(), c -> run(c, s));
                    seconds.merge(s.schema() + "." + s.table(), (System.nanoTime() - began) / 1e9, Double::sum);
                }
            }
            if (connection.broke()) {
                broken.set(true);
            }
            return null;
        } catch (RuntimeException e) {
            queue.clear();
            throw e;
        }
    }

    private Connection open() throws SQLException {
        var connection = target.connect();
        remember(connection);
        return connection;
    }

    /** What an attempt has made whose answer was lost with its connection is not made again. */
    private boolean run(Connection connection, Statement s) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(s.sql());
        } catch (SQLException e) {
            if (EXISTS.contains(String.valueOf(e.getSQLState()))
                    && Existing.read(connection).has(s)) {
                return true;
            }
            if (TOO_LONG.equals(e.getSQLState()) && !s.setting().isEmpty()) {
                throw UserException.usage(
                        words(s) + " " + s.object() + " in " + target.name() + " stopped: " + SqlCause.of(e)
                                + "; shorten the value in the source, or leave the index out with " + s.setting()
                                + " = null, then 'run --fresh'");
            }
            throw e;
        }
    }

    private static String words(Statement s) {
        return s.kind() == VALIDATE
                ? "checking foreign key"
                : "making " + s.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void remember(Connection connection) throws SQLException {
        if (maintenanceWorkMem.isEmpty()) {
            return;
        }
        try (var set = connection.prepareStatement("SELECT set_config('maintenance_work_mem', ?, false)")) {
            set.setString(1, maintenanceWorkMem);
            set.execute();
        }
    }
}

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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Makes what follows the rows: keys, indexes, references, triggers, identities, statistics; what exists is skipped. */
public final class Finisher {
    private final Target target;
    private final int connections;
    private final String maintenanceWorkMem;

    /** {@code maintenanceWorkMem} is what each connection may use, empty for what the server says. */
    public Finisher(Target target, int connections, String maintenanceWorkMem) {
        this.target = target;
        this.connections = connections;
        this.maintenanceWorkMem = maintenanceWorkMem;
    }

    /** Makes what is missing; tables side by side, the statements of one table in turn. */
    public void finish(Ddl ddl, Progress progress) {
        progress.begin("keys and indexes", 0);
        var existing = existing();
        var missing = ddl.finishing().stream().filter(s -> !existing.has(s)).toList();
        sideBySide(byTable(missing, EnumSet.of(PRIMARY_KEY, UNIQUE, INDEX)));
        // Making a reference locks both tables, so two at once could wait for each other.
        sideBySide(List.of(of(missing, EnumSet.of(FOREIGN_KEY))));
        sideBySide(byTable(missing, EnumSet.of(VALIDATE, TRIGGER, IDENTITY, COMMENT, ANALYZE)));
        progress.end(missing.size() + " statements, " + (ddl.finishing().size() - missing.size()) + " done before");
    }

    private Existing existing() {
        try (var connection = target.open()) {
            return Existing.read(connection);
        } catch (SQLException e) {
            throw target.failed("looking for keys and indexes", e);
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
        var step = "making keys and indexes";
        try (var connection = target.open()) {
            remember(connection);
            for (var group = queue.poll(); group != null; group = queue.poll()) {
                for (var s : group) {
                    step = words(s) + " " + s.object();
                    run(connection, s);
                }
            }
            return null;
        } catch (SQLException e) {
            queue.clear();
            throw target.failed(step, e);
        }
    }

    private static void run(Connection connection, Statement s) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(s.sql());
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

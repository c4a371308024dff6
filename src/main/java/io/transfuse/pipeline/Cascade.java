package io.transfuse.pipeline;

import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.transfuse.model.Mapping;
import io.transfuse.model.ParentsFirst;
import io.transfuse.model.PgType;
import io.transfuse.model.Plan;
import io.transfuse.model.Progress;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.Link;
import io.transfuse.model.Value;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.stage.Condemned;
import io.transfuse.stage.StagedTable;
import io.transfuse.transform.Reshape;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** A child of a rejected row is rejected too, and so are its children, to a fixed point. */
final class Cascade {
    /** So many refused rows are held here, which spares a job of Spark for each link of a chain. */
    private static final int FEW = 50_000;

    private final SparkSession spark;
    private final Plan plan;
    private final List<Waiting> works;
    private final List<String> shared;
    private final Map<String, StagedTable> staged = new HashMap<>();
    private final Map<String, Gone> gone = new LinkedHashMap<>();
    private final Map<String, Set<List<Object>>> found = new HashMap<>();
    private final Again again;
    private final Followed told;

    /** What a table has lost, with rules; it is staged without them once, when all are known. */
    private record Gone(Work work, Dataset<Row> rows) {

        /** Source and key of each. */
        Dataset<Row> named() {
            return rows.select(Reshape.SOURCE, Reshape.KEY);
        }
    }

    /** How tables are read and staged again. */
    interface Again {
        /** Source, key and rule of rows of a table that mean refused rows whose key is another row's by now. */
        Optional<Dataset<Row>> mistaken(Part part, StagedTable staged);

        /** Stages a table again without these rows. */
        void without(Work work, Dataset<Row> rows);
    }

    /** A table, and the targets that have lost rows since it was looked at. */
    private record Waiting(Work work, Set<String> unseen) {}

    /**
     * @param staged the works' tables as they are staged now
     * @param again how they are staged again
     */
    Cascade(SparkSession spark, Plan plan, List<StagedTable> staged, Again again, Progress progress) {
        this.spark = spark;
        this.plan = plan;
        var all = Work.of(plan);
        this.works = parentsFirst(all);
        this.shared = Kin.shared(all);
        this.again = again;
        this.told = new Followed(plan, progress, InstantSource.system());
        staged.forEach(t -> this.staged.put(t.target().qualified(), t));
    }

    /**
     * Follows rejected rows to all that refer to them.
     *
     * @param rejected the targets whose rows were rejected
     * @return whether there were any
     */
    boolean followed(Set<String> rejected) {
        works.forEach(w -> w.unseen().addAll(rejected));
        var any = round(true);
        for (var more = any; more; ) {
            more = round(false);
        }
        told.again(gone.values().stream().map(Gone::work).toList());
        gone.values().forEach(g -> again.without(g.work(), g.rows()));
        return any;
    }

    /** Looks at each table once, parents first; what the source was not asked is asked in the first round. */
    private boolean round(boolean first) {
        var any = false;
        told.round();
        for (var waiting : works) {
            var work = waiting.work();
            var parents = Set.copyOf(waiting.unseen());
            told.looks(work, parents);
            waiting.unseen().clear();
            var lost = work.parts().stream()
                    .flatMap(p -> lost(work, p, parents, first).stream())
                    .reduce(Dataset::union);
            if (lost.isPresent() && condemned(work, lost.get())) {
                works.forEach(w -> w.unseen().add(work.target().name()));
                any = true;
            }
        }
        return any;
    }

    private Optional<Dataset<Row>> lost(Work work, Part part, Set<String> parents, boolean first) {
        var kept = Proof.keptOrphans(part.mapping(), part.branch());
        var orphans = new Condemned(
                        spark, List.copyOf(staged.values()), plan.polymorphic(), new Kin(part, shared), named())
                .of(
                        table(work),
                        parents,
                        l -> !kept.contains(l.name()) && (parents.contains(l.table()) || (first && doubtful(work, l))),
                        Kin.firsts(plan, part).filter(f -> f.targets().stream().anyMatch(parents::contains)));
        var mistaken = first ? again.mistaken(part, table(work)) : Optional.<Dataset<Row>>empty();
        return Stream.concat(orphans.stream(), mistaken.stream()).reduce(Dataset::union);
    }

    private static List<Waiting> parentsFirst(List<Work> works) {
        var named = works.stream().collect(Collectors.groupingBy(w -> w.target().name(), LinkedHashMap::new, toList()));
        return ParentsFirst.of(
                        named.keySet(),
                        n -> named.getOrDefault(n, List.of()).stream()
                                .flatMap(w -> w.target().foreignKeys().stream())
                                .map(Link::table)
                                .toList())
                .stream()
                .flatMap(n -> named.getOrDefault(n, List.of()).stream())
                .map(w -> new Waiting(w, new HashSet<>()))
                .toList();
    }

    private StagedTable table(Work work) {
        return Optional.ofNullable(staged.get(work.target().qualified())).orElseThrow();
    }

    /** A row that is lost for several reasons names one: that its own first row is lost comes before all others. */
    private boolean condemned(Work work, Dataset<Row> lost) {
        var rule = col(Reshape.CONDEMNED);
        var fresh = lost.groupBy(Reshape.SOURCE, Reshape.KEY)
                .agg(min(struct(not(rule.equalTo(Reshape.ORIGIN)), rule))
                        .getField(Reshape.CONDEMNED)
                        .as(Reshape.CONDEMNED));
        var keys = keyBytes(fresh);
        var some = keys.limit(FEW + 1).collectAsList();
        if (some.isEmpty()) {
            return false;
        }
        refuseRepetition(work, some);
        gone.merge(work.target().qualified(), new Gone(work, held(keys, some)), this::both);
        return true;
    }

    /** Rows that are gone are not looked at again; if they were, this search would never end. */
    private void refuseRepetition(Work work, List<Row> some) {
        var name = work.target().qualified();
        var before = found.computeIfAbsent(name, n -> new HashSet<>());
        var size = before.size();
        some.forEach(r -> before.add(List.of(r.<String>getAs(Reshape.SOURCE), ByteBuffer.wrap(r.getAs(Reshape.KEY)))));
        if (before.size() == size) {
            throw new IllegalStateException("The search for rows that fall with others finds those of " + name
                    + " again that it has found already; that is a fault of Transfuse");
        }
    }

    private Gone both(Gone before, Gone more) {
        var keys = keyBytes(before.rows().union(more.rows()));
        return new Gone(before.work(), held(keys, keys.limit(FEW + 1).collectAsList()));
    }

    /**
     * Keys as bytes: a text that is not UTF-8 comes back from Java's as another, and its row would be found for ever.
     */
    private static Dataset<Row> keyBytes(Dataset<Row> rows) {
        return rows.withColumn(Reshape.KEY, col(Reshape.KEY).cast(DataTypes.BinaryType));
    }

    private Dataset<Row> held(Dataset<Row> keys, List<Row> some) {
        var rows = some.size() <= FEW ? spark.createDataFrame(some, keys.schema()) : keys.localCheckpoint();
        return rows.withColumn(Reshape.KEY, col(Reshape.KEY).cast(DataTypes.StringType));
    }

    private Map<String, Dataset<Row>> named() {
        return gone.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, g -> g.getValue().named()));
    }

    /**
     * References that the source's query does not ask; and those of several texts, of which the source may find a row
     * that is spelled otherwise, which PostgreSQL does not.
     */
    private boolean doubtful(Work work, Link link) {
        return work.parts().stream().anyMatch(p -> unasked(p, link))
                || (link.columns().size() > 1 && link.columns().stream().anyMatch(c -> isText(work.target(), c)));
    }

    private boolean unasked(Part part, Link link) {
        return part.mapping().kind() == Mapping.Kind.GIVEN
                || part.branch().columns().stream()
                        .filter(c -> c.target().name().equals(link.columns().get(0)))
                        .map(Mapping.ColumnMapping::value)
                        .anyMatch(v -> v instanceof Value.Expression
                                // The reference is that of another table with rows in the same target.
                                || (part.branch().shared() && v instanceof Value.Carry)
                                || (v instanceof Value.Reference && given(link.table())));
    }

    private boolean given(String target) {
        return plan.mappings().stream()
                .filter(m -> m.kind() == Mapping.Kind.GIVEN)
                .flatMap(m -> m.branches().stream())
                .anyMatch(b -> b.target().name().equals(target));
    }

    private static boolean isText(TargetTable table, String column) {
        return table.column(column)
                .filter(c -> c.type().kind() == PgType.Kind.TEXT)
                .isPresent();
    }
}

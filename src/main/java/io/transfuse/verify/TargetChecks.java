package io.transfuse.verify;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.Plan.Polymorphic;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks PostgreSQL in plain SQL whether the target is whole: keys, references, conditions, sequences, triggers. */
public final class TargetChecks {

    /**
     * The answers that mean that the question makes no sense here: no such table or column, no right to read it, or a
     * condition that a value makes impossible to compute.
     */
    private static final Set<String> CANNOT_BE_ASKED = Set.of("42", "22");

    /** So many that a further session is worth its start. */
    private static final int QUESTIONS = 10;

    private final List<Question> questions;

    private TargetChecks(List<Question> questions) {
        this.questions = List.copyOf(questions);
    }

    /**
     * The checks of a plan's tables.
     *
     * @param rows what each must hold, by {@code schema.table}; tables without an entry are not counted
     * @param keptOrphans references whose orphans are kept by policy, as {@code schema.table.constraint}
     */
    public static TargetChecks of(
            List<TargetTable> tables,
            List<Polymorphic> polymorphic,
            Map<String, Expected> rows,
            Collection<String> keptOrphans) {
        var data = new DataQuestions(tables);
        var questions = new ArrayList<Question>();
        for (var table : tables) {
            new CatalogueQuestions(table).all(keptOrphans).forEach(questions::add);
            var own = new RowQuestions(table);
            Optional.ofNullable(rows.get(table.qualified())).ifPresent(expected -> {
                questions.add(data.rows(table, expected.rows()));
                own.values(expected.values()).forEach(questions::add);
                own.contacts(expected.shared()).forEach(questions::add);
            });
            own.keys().forEach(questions::add);
            own.conditions().forEach(questions::add);
            table.foreignKeys().stream()
                    .map(link -> data.orphans(table, link, keptOrphans.contains(table.qualified() + "." + link.name())))
                    .forEach(questions::add);
            data.alone(table).forEach(questions::add);
            data.placed(table).forEach(questions::add);
            data.identities(table).forEach(questions::add);
        }
        polymorphic.stream().map(data::owners).forEach(questions::add);
        return new TargetChecks(questions);
    }

    /** The same and whether old and new keys stand for each other one by one, see {@link CrosswalkQuestions}. */
    public TargetChecks with(
            List<TargetTable> tables, Map<String, List<Crosswalk>> crosswalks, Map<String, Expected> rows) {
        return new TargetChecks(
                Stream.concat(questions.stream(), new CrosswalkQuestions(tables, crosswalks, rows).all())
                        .toList());
    }

    /**
     * Asks everything; what cannot be asked has failed.
     *
     * @param connections how many questions are asked side by side
     * @param shown how rows are named
     */
    public List<Check> ask(Connect target, int connections, ShownKey shown) throws SQLException, InterruptedException {
        try (var sessions = Sessions.begin(target)) {
            sessions.upTo(Math.min(connections, questions.size() / QUESTIONS));
            return sessions.answers(questions.stream()
                    .<Sessions.Question<Check>>map(q -> connection -> ask(connection, q, shown))
                    .toList());
        }
    }

    Stream<Question> questions() {
        return questions.stream();
    }

    private static Check ask(Connection connection, Question question, ShownKey shown) throws SQLException {
        try {
            var answer = answer(connection, question.sql());
            var count = Long.parseLong(answer.startsWith("SELECT") ? answer(connection, answer) : answer);
            var examples = count == 0 ? List.<String>of() : examples(connection, question, shown);
            return new Check(question.name(), verdict(question, count), count, question.rule(), examples);
        } catch (SQLException e) {
            if (e.getSQLState() == null
                    || !CANNOT_BE_ASKED.contains(e.getSQLState().substring(0, 2))) {
                throw e;
            }
            var detail = question.rule() + "; cannot be asked (SQLSTATE " + e.getSQLState()
                    + "), look whether the table and its columns exist";
            return new Check(question.name(), Verdict.FAIL, 1, detail);
        }
    }

    private static Verdict verdict(Question question, long count) {
        if (count == 0) {
            return Verdict.PASS;
        }
        return count <= question.accepted() ? Verdict.WARN : Verdict.FAIL;
    }

    /** Where the rule is broken; no key leaves here but as it may be shown. */
    private static List<String> examples(Connection connection, Question question, ShownKey shown) throws SQLException {
        var examples = question.examples();
        if (!examples.words().isEmpty()) {
            return texts(connection, examples.firstWords()).get(0);
        }
        return examples.keys().isEmpty()
                ? List.of()
                : texts(connection, examples.firstKeys()).stream()
                        .map(KeyText::of)
                        .map(shown::of)
                        .toList();
    }

    private static List<List<String>> texts(Connection connection, String sql) throws SQLException {
        var texts = new ArrayList<List<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(Arrays.asList((String[]) rows.getArray(1).getArray()));
            }
        }
        return texts;
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

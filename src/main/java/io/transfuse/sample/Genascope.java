package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** A genetics clinic in MySQL: people, invites, chats, appointments, a laboratory; later ones chat with a model too. */
record Genascope(ClinicShape shape) implements Sample {
    private static final int LEAST_STAFF = 8;
    private static final int ANSWERS = 8;

    @Override
    public String system() {
        return shape.sample();
    }

    @Override
    public Kind kind() {
        return Kind.MYSQL;
    }

    @Override
    public long defaultRows() {
        return 2000;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, shape.sample() + ".sql");
        // The leading table is that of the answers; a patient gives a handful.
        var patients = Math.max(1, order.rows() / ANSWERS);
        var people = new ClinicPeople(new Keys(order.seed()), Math.max(LEAST_STAFF, patients / 50));
        try (var rows = new Rows(connection, kind())) {
            new Filling(rows, shape, people, patients).all(order.rows());
            rows.flush();
            var planted =
                    order.dirty() ? new GenascopeFaults(rows, shape, people).plant(connection) : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    /** Writes the clean rows, parents before children. */
    private record Filling(Rows rows, ClinicShape shape, ClinicPeople people, long patients) {

        void all(long answers) throws SQLException {
            var chats = new ClinicChats(people);
            for (var row = 0L; row < ClinicPeople.ACCOUNTS; row++) {
                insert("accounts", people.account(row), row);
            }
            for (var row = 0L; row < people.staff() + patients; row++) {
                insert("users", people.user(row), row);
            }
            for (var row = 0L; row < ClinicChats.QUESTIONS; row++) {
                insert("chat_questions", chats.question(row), row);
            }
            for (var row = 0L; row < patients; row++) {
                patient(row, chats);
            }
            for (var row = 0L; row < answers; row++) {
                insert("chat_answers", chats.answer(row, row % patients), row);
            }
            hours(new ClinicVisits(people, chats));
            switch (shape) {
                case DOCUMENT -> rows.insert("alembic_version", new Row().with("version_num", "postgresql_conversion"));
                case FIELD -> models(new ClinicModels(people, chats));
            }
        }

        /** A patient with all that belongs to him or her, under the same number. */
        private void patient(long row, ClinicChats chats) throws SQLException {
            var visits = new ClinicVisits(people, chats);
            insert("patients", people.patient(row), row);
            insert("invites", people.invite(row, row), row);
            insert("chat_sessions", chats.session(row, row), row);
            insert("appointments", visits.appointment(row, row), row);
            if (row % 2 == 0) {
                insert("eligibility_results", chats.eligibility(row, row), row);
            }
            if (row % 5 < 2) {
                var found = row % 2 == 0 ? chats.eligibilityId(row) : null;
                insert("lab_orders", visits.order(row, row).with("eligibility_result_id", found), row);
                insert("lab_results", visits.result(row, row), row);
            }
        }

        private void hours(ClinicVisits visits) throws SQLException {
            for (var row = 0L; row < people.staff() * 4; row++) {
                insert("clinician_availability", visits.slot(row), row);
            }
            for (var row = 0L; row < people.staff() * 2; row++) {
                insert("recurring_availability", visits.recurring(row), row);
            }
        }

        private void models(ClinicModels models) throws SQLException {
            for (var row = 0L; row < ClinicModels.STRATEGIES; row++) {
                insert("chat_strategies", models.strategy(row), row);
                insert("targeting_rules", models.targeting(row), row);
                insert("outcome_actions", models.action(row), row);
                insert("ai_extraction_rules", models.extraction(row), row);
            }
            for (var row = 0L; row < ClinicModels.SOURCES; row++) {
                insert("knowledge_sources", models.source(row), row);
            }
            for (var row = 0L; row < patients; row++) {
                insert("ai_chat_sessions", models.session(row, row), row);
                for (var message = row * 3; message < row * 3 + 3; message++) {
                    insert("ai_chat_messages", models.message(message, row), message);
                }
                insert("strategy_executions", models.execution(row, row), row);
                insert("patient_profiles", models.profile(row, row), row);
                insert("risk_assessments", models.risk(row, row), row);
            }
        }

        private void insert(String table, Row row, long number) throws SQLException {
            rows.insert(table, shape.of(table, row, number));
        }
    }
}

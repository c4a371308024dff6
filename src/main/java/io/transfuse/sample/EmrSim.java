package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** Conversations with simulated patients, as the migration document of EMRsim describes them. */
final class EmrSim implements Sample {
    private static final int LEAST_USERS = 8;
    private static final int LEAST_PATIENTS = 6;

    @Override
    public String system() {
        return "emrsim";
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    @Override
    public long defaultRows() {
        return 300;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, "emrsim.sql");
        var keys = new Keys(order.seed());
        try (var rows = new Rows(connection, kind())) {
            new Filling(rows, new EmrSimRows(keys), keys.seed(), order.rows()).all();
            var planted = order.dirty() ? new EmrSimFaults(rows, keys).plant(connection) : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    /** Writes the clean rows, parents before children. */
    private record Filling(Rows rows, EmrSimRows made, long seed, long conversations) {

        void all() throws SQLException {
            for (var user = 1L; user <= users(); user++) {
                rows.insert("users", made.user(user));
                rows.insert("user_sessions", made.session(user, user));
            }
            for (var patient = 0L; patient < patients(); patient++) {
                rows.insert("patients", made.patient(patient));
                rows.insert("patient_records", made.record(patient * 2, patient));
                rows.insert("patient_records", made.record(patient * 2 + 1, patient));
            }
            talks();
            for (var setting : made.settings()) {
                rows.insert("settings", setting);
            }
            rows.flush();
        }

        private long users() {
            return Math.max(LEAST_USERS, conversations / 10);
        }

        private long patients() {
            return Math.max(LEAST_PATIENTS, conversations / 5);
        }

        /** Each conversation with its messages; what was changed later refers to one of them. */
        private void talks() throws SQLException {
            var message = 0L;
            var history = 0L;
            for (var row = 0L; row < conversations; row++) {
                var dice = Dice.of(seed, "talks", row);
                var user = 1 + Long.remainderUnsigned(dice.next(), users());
                rows.insert(
                        "conversations", made.conversation(row, user, Long.remainderUnsigned(dice.next(), patients())));
                for (var i = made.messagesOf(row); i > 0; i--) {
                    rows.insert("messages", made.message(++message, row));
                }
                if (row % 2 == 0) {
                    rows.insert("conversation_history", made.history(++history, row, row % 4 == 0 ? message : 0, user));
                }
                if (row % 3 == 0) {
                    rows.insert("feedback", made.feedback(row + 1, row, message));
                }
            }
        }
    }
}

package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeSet;

/** A radiology teaching file in SQLite: cases with images, learners with progress, tags, comments. */
final class RadCase implements Sample {
    private static final int LEAST_USERS = 12;

    @Override
    public String system() {
        return "radcase";
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    @Override
    public long defaultRows() {
        return 500;
    }

    @Override
    public Planted fill(Connection connection, Order order) throws SQLException {
        Script.run(connection, "radcase.sql");
        var keys = new Keys(order.seed());
        try (var rows = new Rows(connection, kind())) {
            new Filling(rows, keys, order.rows()).all();
            var planted = order.dirty() ? new RadCaseFaults(rows, keys).plant(connection) : Planted.nothing();
            rows.flush();
            return planted;
        }
    }

    /** Writes the clean rows, parents before children. */
    private record Filling(Rows rows, Keys keys, long cases) {

        void all() throws SQLException {
            users();
            tags();
            illustrated();
            quiz();
            for (var setting : new ShelfRows(keys).settings()) {
                rows.insert("settings", setting);
            }
            rows.flush();
        }

        private long usersCount() {
            return Math.max(LEAST_USERS, cases / 10);
        }

        private int tagsCount() {
            return 30 + (int) Math.min(cases / 50, 5000);
        }

        /** Accounts, and a run of cases that each person but the system has learned. */
        private void users() throws SQLException {
            var users = new UserRows(keys);
            for (var user = 0L; user < usersCount(); user++) {
                rows.insert("users", users.user(user));
                var dice = Dice.of(keys.seed(), "progress", user);
                var first = Long.remainderUnsigned(dice.next(), cases);
                var learned = user == 0 ? 0 : Math.min(cases, dice.below(30));
                for (var i = 0L; i < learned; i++) {
                    rows.insert("user_case_progress", users.progress(user, (first + i) % cases));
                }
            }
        }

        private void tags() throws SQLException {
            for (var tag = 1; tag <= tagsCount(); tag++) {
                rows.insert("tags", new ShelfRows(keys).tag(tag));
            }
        }

        private void illustrated() throws SQLException {
            var parts = new CaseRows(keys);
            var images = 0L;
            var series = 0L;
            for (var row = 0L; row < cases; row++) {
                rows.insert("cases", parts.aCase(row));
                for (var i = 0; i < parts.imagesOf(row); i++) {
                    rows.insert("images", parts.image(images++, row, i));
                }
                for (var i = 0; i < parts.seriesOf(row); i++) {
                    rows.insert("dicom_series", parts.series(series++, row));
                }
                shelf(row);
            }
        }

        /** Tags of the case, and for every third case a comment; every other comment has an answer. */
        private void shelf(long row) throws SQLException {
            var shelf = new ShelfRows(keys);
            var dice = Dice.of(keys.seed(), "shelf", row);
            var tags = new TreeSet<Integer>();
            for (var i = dice.below(5); i > 0; i--) {
                tags.add(1 + dice.below(tagsCount()));
            }
            for (var tag : tags) {
                rows.insert("case_tags", shelf.caseTag(row, tag));
            }
            if (row % 3 == 0) {
                var comment = shelf.comment(row * 2, row, dice.below((int) usersCount()));
                rows.insert("case_comments", comment);
                if (row % 2 == 0) {
                    rows.insert(
                            "case_comments",
                            shelf.comment(row * 2 + 1, row, 0)
                                    .with("parent_id", comment.values().get("id")));
                }
            }
        }

        private void quiz() throws SQLException {
            var users = new UserRows(keys);
            for (var row = 0L; row < cases * 2; row++) {
                var dice = Dice.of(keys.seed(), "quiz", row);
                var user = 1 + dice.below((int) usersCount() - 1);
                rows.insert("quiz_attempts", users.attempt(row, user, Long.remainderUnsigned(dice.next(), cases)));
            }
        }
    }
}

package io.transfuse.chaos;

import java.sql.SQLException;
import java.util.ArrayList;

/** What can happen to a server whose database is read. */
final class SourceCases {
    private final Ground ground;

    SourceCases(Ground ground) {
        this.ground = ground;
    }

    /** Killed while its tables are read; when it is back its log begins anew, so they are read again. */
    String killed() throws Exception {
        var server = ground.server.orElseThrow();
        var trial = ground.trial();
        try (var call = trial.call()) {
            call.until(() -> call.at("stage"));
            server.kill();
            try {
                return "killed during stage, " + Ending.stopped(call, "the source") + "; back; " + back(trial);
            } finally {
                ground.backAgain();
            }
        }
    }

    private String back(Ground.Trial trial) throws Exception {
        ground.backAgain();
        return Ending.of(trial);
    }

    /** All sessions of the database killed while they read. */
    String sessionsKilled() throws Exception {
        var trial = ground.trial();
        try (var call = trial.call()) {
            call.until(() -> call.at("stage"));
            var killed = killSessions();
            return killed + " sessions killed during stage, " + Ending.stopped(call, "the source") + "; "
                    + Ending.of(trial);
        }
    }

    private int killSessions() throws SQLException {
        try (var connection = ground.inSource();
                var statement = connection.createStatement()) {
            var ids = new ArrayList<Long>();
            try (var rows = statement.executeQuery("SELECT id FROM information_schema.processlist"
                    + " WHERE db = database() AND id <> connection_id()")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            for (var id : ids) {
                statement.execute("KILL CONNECTION " + id);
            }
            return ids.size();
        }
    }

    /** The command killed during the load and the source gone for good: the stage has all that is needed. */
    String gone() throws Exception {
        var server = ground.server.orElseThrow();
        var trial = ground.trial();
        try (var call = trial.call()) {
            call.until(() -> call.at("load") && trial.chunks() > 0);
            call.kill();
        }
        server.kill();
        try {
            return "command killed during load and source gone; " + Ending.of(trial);
        } finally {
            ground.backAgain();
        }
    }
}

package io.transfuse.load;

import io.transfuse.model.Catalogue.NotCarried;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tries proposed views in a transaction that is rolled back; nothing of them stays in the target. */
public record Proposals(Target target) {

    /** The same objects; a proposal that PostgreSQL does not take is gone. */
    public List<NotCarried> tried(List<NotCarried> objects) {
        if (objects.stream().allMatch(o -> o.proposal().isEmpty())) {
            return objects;
        }
        try (var connection = target.open()) {
            connection.setAutoCommit(false);
            var tried = new ArrayList<NotCarried>();
            for (var object : objects) {
                tried.add(new NotCarried(
                        object.kind(), object.name(), object.text(), object.reason(), taken(connection, object)));
            }
            connection.rollback();
            return tried;
        } catch (SQLException e) {
            throw target.failed("trying views", e);
        }
    }

    private static String taken(Connection connection, NotCarried object) throws SQLException {
        if (object.proposal().isEmpty()) {
            return "";
        }
        try (var statement = connection.createStatement()) {
            statement.execute(object.proposal());
            return object.proposal();
        } catch (SQLException e) {
            return "";
        } finally {
            connection.rollback();
        }
    }
}

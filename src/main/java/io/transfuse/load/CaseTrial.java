package io.transfuse.load;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys and checks without case are what the target's {@code lower()} makes of them: in a database of locale C it knows
 * ASCII alone, in a Turkish one I is not i.
 */
public record CaseTrial(Target target) {
    private static final Pattern FOLDED = Pattern.compile("\\b(?:lower|upper)\\(");
    private static final Pattern OF_ASCII = Pattern.compile(" COLLATE \"C\"\\)");

    /** What takes letters as two that the source takes as one, as far as the target's locale is to blame. */
    public List<String> apart(Ddl ddl) {
        var folded = Stream.concat(ddl.bare().stream(), ddl.finishing().stream())
                .filter(s -> asksLocale(s.sql()))
                .map(Statement::object)
                .toList();
        return folded.isEmpty() || folds() ? List.of() : folded;
    }

    /** What folds ASCII alone says so at its end. */
    private static boolean asksLocale(String sql) {
        return FOLDED.matcher(sql).results().count()
                > OF_ASCII.matcher(sql).results().count();
    }

    private boolean folds() {
        try (var connection = target.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT lower('É') = 'é' AND lower('I') = 'i'")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw target.failed("looking at the target", e);
        }
    }
}

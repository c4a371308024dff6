package io.transfuse.pipeline;

import io.transfuse.config.Comparison.When;
import io.transfuse.config.QueryPair;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.ReadOnly;
import io.transfuse.source.SourceException;
import io.transfuse.stage.StagedTable;
import io.transfuse.types.Quote;
import io.transfuse.verify.OldKeys;
import io.transfuse.verify.QueryParity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks the application's questions of source and target, and adds what they answer to the verdict. */
record ApplicationQueries(Workplace place, RunMark mark, Evidence evidence) {

    /** The same verdict where this command asks nothing. */
    Validation asked(Validation validation, List<StagedTable> tables, When least) {
        var comparison = place.settings.comparison();
        if (comparison.queries().isEmpty() || comparison.when().compareTo(least) < 0) {
            return validation;
        }
        var part = part();
        return validation.with(part.isEmpty() ? answers(validation, tables) : unasked(part));
    }

    /** Why the target has not all rows that the source's answers count. */
    private String part() {
        var settings = place.settings;
        var partial = settings.limit().isPresent()
                || !settings.only().isEmpty()
                || !settings.skip().isEmpty();
        return partial ? "not asked: --limit, --only or --skip leave a part of the source out" : "";
    }

    private List<Asked> unasked(String reason) {
        return place.settings.comparison().queries().stream()
                .map(q -> QueryParity.unasked(q, reason))
                .toList();
    }

    private List<Asked> answers(Validation validation, List<StagedTable> tables) {
        try (var source = ReadOnly.open(place.settings.source(), place.copies());
                var target = target()) {
            var fitting = fitting(source);
            if (fitting.isEmpty()) {
                return unasked("not asked: the source has not the tables and columns that it needs");
            }
            var keys = new OldKeys(tables, evidence.crosswalks());
            try (var parity = new QueryParity(source.connection(), target, keys, manner())) {
                return fitting.stream()
                        .map(parity::asked)
                        .map(excused(validation, source.cut()))
                        .toList();
            }
        } catch (UserException e) {
            return unasked("not asked: " + e.getMessage());
        } catch (SourceException e) {
            return unasked("not asked: the source " + e.reason());
        } catch (SQLException e) {
            throw place.target().failed("asking the queries", e);
        }
    }

    private QueryParity.Manner manner() {
        var comparison = place.settings.comparison();
        return new QueryParity.Manner(
                comparison.runs(),
                comparison.warmUp(),
                comparison.seconds(),
                ZoneId.of(place.settings.policy().choices().zone()));
    }

    private Connection target() throws SQLException {
        var connection = place.target().open();
        try (var statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on; SET search_path = "
                    + Quote.identifier(place.settings.namespace()) + ", public");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Those that are meant for a source of this shape; the log names the others. */
    private List<QueryPair> fitting(ReadOnly source) throws SQLException {
        var fitting = new ArrayList<QueryPair>();
        for (var pair : place.settings.comparison().queries()) {
            var missing = new ArrayList<String>();
            for (var need : pair.needs()) {
                if (!source.has(need)) {
                    missing.add(need);
                }
            }
            if (missing.isEmpty()) {
                fitting.add(pair);
            } else {
                place.log.append("query", Map.of("unasked", pair.name(), "missing", missing));
            }
        }
        return fitting;
    }

    /** A difference is told with its reason where the source has other rows for a good one: then it is no failure. */
    private Function<Asked, Asked> excused(Validation validation, String cut) {
        var rejected = validation.sources().stream().mapToLong(Fate::rejected).sum();
        var reasons = new ArrayList<String>();
        if (!cut.equals(mark.identity().cut())) {
            reasons.add("the source was written to since the run");
        }
        if (rejected > 0) {
            reasons.add(rejected + " rows were rejected");
        }
        var corrected = validation.sources().stream().mapToLong(Fate::corrected).sum();
        if (corrected > 0) {
            reasons.add(corrected + " rows were corrected on their way");
        }
        return asked -> reasons.isEmpty() || asked.missing() + asked.extra() == 0
                ? asked
                : new Asked(
                        asked.name(),
                        Verdict.WARN,
                        asked.rows(),
                        asked.source(),
                        asked.target(),
                        asked.missing(),
                        asked.extra(),
                        asked.detail() + "; " + String.join(", and ", reasons) + ", which may be why");
    }
}

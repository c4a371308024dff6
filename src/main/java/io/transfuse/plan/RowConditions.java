package io.transfuse.plan;

import io.transfuse.model.UserException;
import io.transfuse.source.SourceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The conditions on rows that the settings write in the source's SQL: a fault in one is the user's to mend. */
record RowConditions(Graph graph) {

    private static final String MUST =
            "tables.%s.%s is %s, but must be a condition in the source's SQL over alias t: %s";

    private static final String MUST_HOLD =
            "tables.%s.%s is %s, but must have an answer for every row, and fails at one of them: %s; keep it from"
                    + " such rows, for example with CASE WHEN";

    /** Refuses those that the source does not understand, before anything is counted. */
    void parsed() {
        graph.entities().values().forEach(e -> ask(e, "FALSE AND (%s)", MUST));
    }

    /** Asks the source further questions; where one fails because a condition fails at some row, this is told. */
    <T> T during(Supplier<T> questions) {
        try {
            return questions.get();
        } catch (SourceException e) {
            throw blamed(e);
        }
    }

    private RuntimeException blamed(SourceException failure) {
        if (SourceException.ended(failure).isPresent()) {
            return failure;
        }
        try {
            graph.entities().values().stream().filter(e -> !e.given()).forEach(e -> ask(e, "(%s)", MUST_HOLD));
        } catch (UserException known) {
            return known;
        }
        return failure;
    }

    private void ask(Entity entity, String question, String must) {
        conditions(entity).forEach((key, sql) -> {
            try {
                graph.source().count(entity.name(), question.formatted(sql));
            } catch (SourceException e) {
                throw UserException.usage(must.formatted(entity.rules().source(), key, sql, e.reason()));
            }
        });
    }

    private static Map<String, String> conditions(Entity entity) {
        var all = new LinkedHashMap<String, String>();
        entity.rules().dropRows().forEach((rule, sql) -> all.put("drop-rows." + rule, sql));
        entity.rules().rows().reject().forEach((rule, sql) -> all.put("reject-rows." + rule, sql));
        for (var split : entity.rules().split()) {
            split.where().ifPresent(sql -> all.put("split." + split.name() + ".where", sql));
        }
        for (var also : entity.also()) {
            also.where().ifPresent(sql -> all.put("also." + also.name() + ".where", sql));
        }
        return all;
    }
}

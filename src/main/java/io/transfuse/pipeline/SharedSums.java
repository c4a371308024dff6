package io.transfuse.pipeline;

import io.transfuse.model.Value;
import io.transfuse.pipeline.Work.Part;
import io.transfuse.source.MeasuredSum;
import io.transfuse.source.Source.Measured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What the columns of one target add up to in the source, over all tables whose rows go there. */
record SharedSums(Work work) {

    /** From the sums of each of its parts, in their order. */
    Map<String, Measured> of(List<Map<String, Measured>> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        var sums = new HashMap<String, Measured>();
        new MeasuredSum(work.parts().get(0).branch()).of(parts).forEach((column, sum) -> {
            if (everywhere(column, parts)) {
                var all = parts.stream()
                        .filter(p -> p.containsKey(column))
                        .map(p -> Objects.requireNonNull(p.get(column), column))
                        .filter(m -> m.count() > 0)
                        .toList();
                sums.put(
                        column,
                        new Measured(
                                sum.count(),
                                said(all, Measured::sum, sum),
                                said(all, Measured::least, sum),
                                said(all, Measured::most, sum)));
            }
        });
        return sums;
    }

    /** Whether each part has added it up, or has no value there. */
    private boolean everywhere(String column, List<Map<String, Measured>> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).containsKey(column) && !empty(work.parts().get(i), column)) {
                return false;
            }
        }
        return true;
    }

    private static boolean empty(Part part, String column) {
        return part.branch().columns().stream()
                .filter(c -> c.target().name().equals(column))
                .anyMatch(c ->
                        c.value() instanceof Value.Constant none && none.text().isEmpty());
    }

    /** What one part cannot say exactly, all of them together cannot. */
    private static String said(List<Measured> parts, Function<Measured, String> what, Measured sum) {
        return parts.stream().map(what).anyMatch(String::isEmpty) ? "" : what.apply(sum);
    }
}

package io.transfuse.report;

import io.transfuse.model.Circumstances.Step;
import java.util.List;
import java.util.Locale;

/** One step and its time; the bar is as long as its share of the longest step. */
record StepRow(String name, String started, String percent, String seconds, String took, String rows, String speed) {

    static List<StepRow> of(List<Step> steps) {
        var longest = steps.stream().mapToDouble(Step::seconds).max().orElse(0);
        return steps.stream().map(s -> of(s, longest)).toList();
    }

    private static StepRow of(Step step, double longest) {
        var share = longest > 0 ? 100 * step.seconds() / longest : 0;
        return new StepRow(
                step.name(),
                Figures.moment(step.startedAt()),
                String.format(Locale.ROOT, "%.2f", share),
                String.format(Locale.ROOT, "%.3f", step.seconds()),
                Figures.duration(step.seconds()),
                step.rows() == 0 ? "–" : Figures.count(step.rows()),
                step.rows() == 0 || step.seconds() == 0
                        ? "–"
                        : Figures.count(Math.round(step.rows() / step.seconds())));
    }
}

package io.transfuse.report;

import io.transfuse.model.Circumstances;
import io.transfuse.report.ReportPage.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** On what a verdict was reached, and what was set, for the page. */
final class Environment {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("source", "Source");
        NAMES.put("target", "Target");
        NAMES.put("transfuse", "Transfuse");
        NAMES.put("spark", "Spark");
        NAMES.put("java", "Java");
        NAMES.put("machine", "Machine");
        NAMES.put("cores", "Cores");
        NAMES.put("heap", "Heap");
    }

    private Environment() {}

    /** What is known, the databases first; a name that has no words yet is shown as it is. */
    static List<Fact> facts(Circumstances noted) {
        var facts = new LinkedHashMap<String, String>();
        NAMES.forEach((key, name) -> {
            if (noted.environment().containsKey(key)) {
                facts.put(name, Objects.requireNonNull(noted.environment().get(key)));
            }
        });
        noted.environment().keySet().stream()
                .filter(k -> !NAMES.containsKey(k))
                .sorted()
                .forEach(k ->
                        facts.put(k, Objects.requireNonNull(noted.environment().get(k))));
        return rows(facts);
    }

    /** Every setting; where the verdict does not tell them, those that the plan was made with. */
    static List<Fact> settings(Circumstances noted, Optional<PlanDocument> plan) {
        var known = noted.settings().isEmpty()
                ? plan.map(p -> p.identity().settings()).orElse(Map.of())
                : noted.settings();
        return rows(Passwords.masked(known));
    }

    private static List<Fact> rows(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(f -> new Fact(f.getKey(), f.getValue(), "", ""))
                .toList();
    }
}

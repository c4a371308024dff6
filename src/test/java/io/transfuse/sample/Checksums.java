package io.transfuse.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Compares what reports of several runs say about stage and target, table by table, whatever the schema. */
final class Checksums {

    private Checksums() {}

    /**
     * Arguments: reports; the process ends with 1 where one of them is not PASS or says something else than the first.
     */
    public static void main(String[] arguments) throws IOException {
        var first = sums(Path.of(arguments[0]));
        first.forEach((table, sums) -> System.out.println("  " + table + "  " + sums));
        for (var report : Arrays.asList(arguments)) {
            var sums = sums(Path.of(report));
            if (first.isEmpty() || !sums.equals(first)) {
                System.out.println(report + " says " + sums);
                System.exit(1);
            }
        }
    }

    private static Map<String, String> sums(Path report) throws IOException {
        var json = new ObjectMapper().readTree(report.toFile());
        var sums = new TreeMap<String, String>();
        sums.put("verdict", json.get("verdict").asText());
        if (!json.get("verdict").asText().equals("PASS")) {
            System.out.println(report + " is not PASS");
            System.exit(1);
        }
        for (var table : json.get("tables")) {
            sums.put(
                    table.get("table").asText().replaceFirst("^[^.]*\\.", ""),
                    table.get("targetRows") + " rows  stage "
                            + table.get("stageChecksum").asText() + "  target "
                            + table.get("targetChecksum").asText());
        }
        return sums;
    }
}

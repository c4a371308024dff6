package io.transfuse.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The two forms in which Genascope's databases are found; rows are made for the first and turned into the second. */
enum ClinicShape {
    DOCUMENT("genascope"),
    FIELD("genascope-field");

    private static final List<String> PROVIDED = List.of("invites", "lab_orders");

    private final String sample;

    ClinicShape(String sample) {
        this.sample = sample;
    }

    /** The name of its sample, and of its schema. */
    String sample() {
        return sample;
    }

    /** A row as this form has it. */
    Row of(String table, Row row, long number) {
        return switch (this) {
            case DOCUMENT -> row;
            case FIELD -> precise(changed(table, row), number);
        };
    }

    private static Row changed(String table, Row row) {
        if (PROVIDED.contains(table)) {
            row.renamed("provider_id", "clinician_id");
        }
        return switch (table) {
            case "accounts" ->
                row.with("is_active", "active".equals(row.values().get("status")) ? 1 : 0)
                        .without("status");
            case "users" -> row.renamed("password_hash", "hashed_password").without("metadata");
            case "invites" -> row.without("session_metadata");
            case "lab_results" -> row.renamed("order_id", "lab_order_id").renamed("status", "result_status");
            default -> row;
        };
    }

    /** Times to the microsecond, as {@code datetime(6)} keeps them. */
    private static Row precise(Row row, long number) {
        for (var value : Map.copyOf(present(row)).entrySet()) {
            if (value.getKey().endsWith("_at") && value.getValue().toString().length() == 19) {
                row.with(value.getKey(), value.getValue() + fraction(number));
            }
        }
        return row;
    }

    private static String fraction(long number) {
        return String.format(Locale.ROOT, ".%06d", Math.floorMod(number * 7919 + 123_456, 1_000_000));
    }

    private static Map<String, Object> present(Row row) {
        var present = new java.util.HashMap<String, Object>();
        row.values().forEach((column, value) -> {
            if (value != null) {
                present.put(column, value);
            }
        });
        return present;
    }
}

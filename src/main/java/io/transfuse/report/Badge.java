package io.transfuse.report;

import io.transfuse.model.Validation.Verdict;

/** A verdict as the page shows it: by colour, by sign and by word. */
record Badge(String style, String sign, String word) {

    static Badge of(Verdict verdict, String pass, String warn, String fail) {
        return switch (verdict) {
            case PASS -> new Badge("pass", "✓", pass);
            case WARN -> new Badge("warn", "!", warn);
            case FAIL -> new Badge("fail", "✕", fail);
        };
    }
}

package io.transfuse.sample;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Drawings on an image as the viewer saves them: JSON in a text column. */
final class Annotations {
    private static final List<String> LABELS = List.of(
            "lesion",
            "Fraktur \\u00fc",
            "\\ud83e\\ude7b film",
            "5 \\u00b5m",
            "C:\\\\u0000\\\\new",
            "say \\\"ah\\\"",
            "病変",
            "line\\nbreak",
            "🩻",
            "");

    private Annotations() {}

    /** NULL, an empty document, or a few shapes with numbers that a double would change. */
    static @Nullable String text(Dice dice) {
        var chance = dice.below(100);
        if (chance < 30) {
            return null;
        }
        if (chance < 40) {
            return dice.pick(List.of("[]", "{}", "null", " {\n  \"shapes\" : [ ]\n}\n"));
        }
        var shapes = new StringBuilder();
        for (var i = 1 + dice.below(3); i > 0; i--) {
            shapes.append(shape(dice)).append(i > 1 ? "," : "");
        }
        return "{\"version\":\"2.1\",\"zoom\":1.10,\"shapes\":[" + shapes
                + "],\"epsilon\":1e-7,\"uid\":9007199254740993"
                + (dice.percent(20) ? ",\"author\":null,\"hidden\":false" : "") + "}";
    }

    private static String shape(Dice dice) {
        var points = new StringBuilder();
        for (var i = 2 + dice.below(5); i > 0; i--) {
            points.append(String.format(
                            Locale.ROOT, "[%d.%d,%d.0]", dice.below(512), dice.below(1000), dice.below(512)))
                    .append(i > 1 ? "," : "");
        }
        var kind = dice.pick(List.of("arrow", "ellipse", "polygon", "ruler"));
        return "{\"type\":\"" + kind + "\",\"label\":\"" + dice.pick(LABELS) + "\",\"points\":[" + points
                + "],\"length_mm\":" + dice.below(90) + ".50}";
    }
}

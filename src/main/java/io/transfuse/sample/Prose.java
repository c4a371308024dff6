package io.transfuse.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of a case: short and long, empty and missing, with every character that has ever broken a tool. */
final class Prose {
    private static final List<String> ASIDES = List.of(
            "Compare with the prior study of 3/2017.",
            "Das Röntgenbild zeigt keine weiteren Auffälligkeiten.",
            "所見なし。フォローアップを推奨します。",
            "The path was \\\\pacs01\\archive\\2021\\new; note the backslashes.",
            "Reported by phone at 14:05 👩🏽‍⚕️ ☎️.",
            "It's the resident's call; \"when in doubt, ask\".",
            "Дополнительных изменений не выявлено.",
            "HU: 45\t(pre)\t118\t(post).",
            "See https://example.org/cases?id=1&view=all#top, 100 % of cases.",
            "'; DROP TABLE cases; --",
            "\\N is not a null, and neither is NULL.",
            "لا توجد كسور.");

    private Prose() {}

    static String title(Dice dice, Topic topic) {
        var age = 18 + dice.below(75);
        return switch (dice.below(6)) {
            case 0 -> topic.diagnosis();
            case 1 -> age + "-year-old with " + topic.presentation();
            case 2 -> topic.diagnosis() + " – “" + topic.presentation() + "”";
            case 3 -> "🩻 " + topic.bodyPart() + ": what's the diagnosis?";
            case 4 -> topic.modality() + " " + topic.bodyPart() + " / " + topic.diagnosis() + " (" + age + "♀)";
            default -> "Case of the week: " + topic.presentation();
        };
    }

    static String findings(Dice dice, Topic topic) {
        var text = new StringBuilder(String.join(" ", topic.signs()));
        for (var i = dice.below(4); i > 0; i--) {
            text.append(dice.percent(30) ? "\n\n" : " ").append(dice.pick(ASIDES));
        }
        return text.toString();
    }

    /** A text of about 20 kB, the pasted literature review that every teaching file has somewhere. */
    static String review(Dice dice) {
        var text = new StringBuilder("Review of the literature\r\n\r\n");
        while (text.length() < 20_000) {
            var topic = dice.pick(Topic.ALL);
            text.append(topic.diagnosis())
                    .append(": ")
                    .append(findings(dice, topic))
                    .append("\r\n");
        }
        return text.toString();
    }

    static @Nullable String history(Dice dice, Topic topic) {
        var chance = dice.below(100);
        if (chance < 10) {
            return null;
        }
        if (chance < 18) {
            return "";
        }
        return "Patient of " + (18 + dice.below(75)) + " years with " + topic.presentation() + ". " + dice.pick(ASIDES);
    }

    static String teaching(Dice dice, Topic topic) {
        return "1. " + topic.pearl() + "\n2. " + dice.pick(topic.signs()) + "\n3. " + dice.pick(ASIDES)
                + (dice.percent(10) ? "\n" : "");
    }

    static String remark(Dice dice) {
        return (dice.percent(15) ? "👍 " : "") + dice.pick(ASIDES);
    }
}

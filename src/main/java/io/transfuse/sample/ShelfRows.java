package io.transfuse.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What puts cases in order: tags, comments, and the settings of the application. */
record ShelfRows(Keys keys) {
    private static final List<String> ROOTS = List.of(
            "Chest",
            "Neuro",
            "Musculoskeletal",
            "Abdomen",
            "Breast",
            "Paediatrics",
            "Emergency",
            "Œsophagus & Ösophagus");

    /** Tags are a tree: the first eight are roots, any other hangs below one with a smaller number. */
    Row tag(long id) {
        var dice = dice("tags", id);
        var root = id <= ROOTS.size();
        return new Row()
                .with("id", id)
                .with(
                        "name",
                        root ? ROOTS.get((int) id - 1) : dice.pick(Topic.ALL).diagnosis() + " #" + id)
                .with("color", "#" + dice.hex(6))
                .with("parent_id", root ? null : 1 + dice.below((int) id - 1))
                .with("sort_order", dice.below(100) - 10);
    }

    Row caseTag(long theCase, long tag) {
        return new Row()
                .with("case_id", keys.caseId(theCase))
                .with("tag_id", tag)
                .with("added_at", dice("case_tags of " + theCase, tag).moment());
    }

    Row comment(long row, long theCase, long user) {
        var dice = dice("case_comments", row);
        return new Row()
                .with("id", keys.of("case_comments", row))
                .with("case_id", keys.caseId(theCase))
                .with("user_id", keys.userId(user))
                .with("parent_id", null)
                .with("body", Prose.remark(dice))
                .with("references", dice.percent(70) ? null : "doi:10.1148/radiol." + dice.below(999_999))
                .with("rating", dice.percent(30) ? null : dice.below(50) / 10.0)
                .with("sketch", dice.percent(80) ? null : dice.bytes(dice.below(300)))
                .with("is_resolved", dice.percent(30) ? 1 : 0)
                .with("created_at", dice.moment());
    }

    List<Row> settings() {
        return List.of(
                setting("theme", "dark"),
                setting("site.title", "RadCase – „Fälle“ 🩻"),
                setting("viewer.defaults", "{\"window\":[400,40],\"zoom\":1.10}"),
                setting("motd", ""),
                setting("smtp.host", null));
    }

    private Row setting(String key, @Nullable String value) {
        return new Row()
                .with("key", key)
                .with("value", value)
                .with("updated_at", dice("settings", key.hashCode()).moment());
    }

    private Dice dice(String what, long row) {
        return Dice.of(keys.seed(), what, row);
    }
}

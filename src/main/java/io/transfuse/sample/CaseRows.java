package io.transfuse.sample;

import java.util.List;

/** What belongs to a case: the case itself, its images, its DICOM series. */
record CaseRows(Keys keys) {
    private static final List<String> SERIES =
            List.of("AX T2 FLAIR", "COR STIR", "Thorax 1.0 B60f", "PA", "", "SAG T1");

    Row aCase(long row) {
        var dice = dice("cases", row);
        var topic = dice.pick(Topic.ALL);
        var created = dice.second();
        return new Row()
                .with("id", keys.caseId(row))
                .with("title", Prose.title(dice, topic))
                .with("modality", dice.percent(5) ? null : topic.modality())
                .with("body_part", dice.percent(5) ? null : topic.bodyPart())
                .with("diagnosis", dice.percent(8) ? null : topic.diagnosis())
                .with("difficulty", 1 + dice.below(5))
                .with("clinical_history", Prose.history(dice, topic))
                .with("teaching_points", Prose.teaching(dice, topic))
                .with("findings", row % 150 == 3 ? Prose.review(dice) : Prose.findings(dice, topic))
                .with("is_published", dice.percent(80) ? 1 : 0)
                .with("created_at", Dice.moment(created))
                .with("updated_at", Dice.moment(created + dice.below(90 * 24 * 3600)));
    }

    /** Images of a case: none to six. */
    int imagesOf(long theCase) {
        return dice("images of", theCase).below(7);
    }

    Row image(long row, long theCase, int sequence) {
        var dice = dice("images", row);
        return new Row()
                .with("id", keys.of("images", row))
                .with("case_id", keys.caseId(theCase))
                .with("filename", dice.hex(32) + ".dcm")
                .with("original_name", dice.percent(20) ? null : "IM-0001-" + dice.below(9999) + " (Kopie ü).dcm")
                .with("sequence", sequence)
                // a whole-body scan beyond 2^31 bytes, and one value that no double holds
                .with("file_size", row == 1 ? 9_007_199_254_740_993L : Long.remainderUnsigned(dice.next(), 6L << 30))
                .with("annotations", Annotations.text(dice))
                .with("created_at", dice.moment());
    }

    /** DICOM series of a case: none to two. */
    int seriesOf(long theCase) {
        return dice("series of", theCase).below(3);
    }

    Row series(long row, long theCase) {
        var dice = dice("dicom_series", row);
        var topic = dice.pick(Topic.ALL);
        return new Row()
                .with("id", keys.of("dicom_series", row))
                .with("case_id", keys.caseId(theCase))
                .with("series_uid", dice.percent(5) ? null : "1.2.840.113619.2." + (dice.next() >>> 1) + "." + row)
                .with("series_description", dice.pick(SERIES))
                .with("modality", topic.modality())
                .with("num_images", dice.below(600))
                .with("folder_name", "studies/" + dice.hex(8) + "/" + row)
                .with("patient_name", Names.dicom(dice))
                .with("study_description", dice.percent(10) ? null : topic.modality() + " " + topic.bodyPart())
                .with("window_center", dice.percent(10) ? null : dice.below(3000) / 2.0 - 600)
                // thirds: two decimals, as the target prescribes them, do not hold every window
                .with("window_width", dice.percent(10) ? null : dice.below(4000) / (dice.percent(10) ? 3.0 : 1.0))
                .with("slice_thickness", dice.pick(List.of(0.625, 1.0, 1.25, 2.5, 5.0)))
                .with("file_size", Long.remainderUnsigned(dice.next(), 9L << 30))
                .with("created_at", dice.moment());
    }

    private Dice dice(String what, long row) {
        return Dice.of(keys.seed(), what, row);
    }
}

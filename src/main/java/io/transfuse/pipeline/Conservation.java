package io.transfuse.pipeline;

import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.Rejects.Reject;
import io.transfuse.stage.Scanned;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether all rows that belong to a target are staged or rejected. */
record Conservation(Map<String, Scanned> scanned, List<Reject> rejects) {

    /** Each row that shall give a further row has given it. */
    Check further(Evidence.Further further) {
        var refused =
                rejects.stream().filter(r -> r.table().equals(further.label())).count();
        return check("derived:" + further.target(), further, "give a further row", refused);
    }

    /** Each row of a split table is where its condition sends it. */
    Check split(Evidence.Further branch) {
        var refused = rejects.stream()
                .filter(r -> r.target().equals(branch.target()) && r.table().equals(branch.label()))
                .count();
        return check("split:" + branch.target(), branch, "belong there", refused);
    }

    private Check check(String name, Evidence.Further part, String verb, long refused) {
        var staged = Objects.requireNonNull(scanned.get(part.target()), part.target())
                .share(part.label())
                .rows();
        var gap = part.rows() - staged - refused;
        return new Check(
                name,
                gap == 0 ? Verdict.PASS : Verdict.FAIL,
                Math.abs(gap),
                part.rows() + " rows of " + part.table() + " " + verb + ": " + staged + " staged, " + refused
                        + " rejected" + (gap == 0 ? "" : "; these do not add up"));
    }
}

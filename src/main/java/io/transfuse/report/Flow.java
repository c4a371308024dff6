package io.transfuse.report;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The way of all rows from source over stage to target, drawn as bands as wide as their rows are many.
 *
 * @param height of the drawing; its width is 960
 * @param nodes the stations
 * @param bands the ways between them
 */
record Flow(String height, List<Node> nodes, List<Band> bands) {
    private static final double FULL = 140;
    private static final double LABEL = 46;
    private static final double WIDTH = 12;
    private static final double[] X = {0, 390, 790};

    /** A station; a label stands right of it. */
    record Node(
            String style, String x, String y, String height, String textX, String textY, String rows, String word) {}

    /** A way, as an SVG path. */
    record Band(String style, String path) {}

    private record Spot(double x, double y, double height) {}

    static Flow of(Validation v) {
        return new Drawing(v).flow();
    }

    /** Places stations column by column, from the top down. */
    private static final class Drawing {
        private final List<Fate> fates;
        private final List<Compared> tables;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Band> bands = new ArrayList<>();
        private final double scale;
        private double top;
        private double bottom;

        Drawing(Validation v) {
            fates = v.sources();
            tables = v.tables();
            var target = tables.stream()
                    .mapToLong(t -> Math.max(t.stagedRows(), t.targetRows()))
                    .sum();
            scale = FULL / Math.max(1, Math.max(Headline.sum(fates, Fate::read), target));
        }

        Flow flow() {
            var read = Headline.sum(fates, Fate::read);
            var staged = Headline.sum(fates, Fate::staged);
            var source = node(0, "read", read, "read from the source");
            top = 0;
            var stage = node(1, "staged", staged + Headline.sum(fates, Fate::derived), stageWords());
            var from = band("staged", source, 0, stage, 0, staged);
            for (var refused : List.of(
                    new Way("rejected", Headline.sum(fates, Fate::rejected), "refused, kept in rejects/"),
                    new Way("dropped", Headline.sum(fates, Fate::dropped), "left out by a named rule"),
                    new Way("open", fates.stream().mapToLong(Drawing::open).sum(), "went nowhere"))) {
                from = lead(refused, source, from, 1);
            }
            targets(stage);
            return new Flow(number(bottom + 4), nodes, bands);
        }

        private void targets(Spot stage) {
            top = 0;
            var missing = tables.stream().mapToLong(Compared::missing).sum();
            var changed = tables.stream().mapToLong(Compared::changed).sum();
            var staged = tables.stream().mapToLong(Compared::stagedRows).sum();
            var from = 0.0;
            for (var way : List.of(
                    new Way("equal", Math.max(0, staged - missing - changed), "equal in PostgreSQL"),
                    new Way("changed", changed, "there, but changed"),
                    new Way("missing", missing, "missing"))) {
                from = lead(way, stage, from, 2);
            }
            var extra = tables.stream().mapToLong(Compared::extra).sum();
            if (extra > 0) {
                node(2, "extra", extra, "extra, not from here");
            }
        }

        private double lead(Way way, Spot from, double offset, int column) {
            if (way.rows() == 0) {
                return offset;
            }
            var to = node(column, way.style(), way.rows(), way.word());
            return band(way.style(), from, offset, to, 0, way.rows());
        }

        private String stageWords() {
            return "staged" + among(Headline.sum(fates, Fate::derived), "derived")
                    + among(Headline.sum(fates, Fate::corrected), "corrected");
        }

        private static String among(long rows, String word) {
            return rows == 0 ? "" : ", " + Figures.count(rows) + " of them " + word;
        }

        private static long open(Fate f) {
            return Math.max(0, f.read() - f.staged() - f.rejected() - f.dropped());
        }

        private Spot node(int column, String style, long rows, String word) {
            var height = Math.max(3, rows * scale);
            var spot = new Spot(X[column], top, height);
            nodes.add(new Node(
                    style,
                    number(spot.x()),
                    number(top),
                    number(height),
                    number(spot.x() + WIDTH + 10),
                    number(top + 16),
                    Figures.count(rows),
                    word));
            top += Math.max(height + 14, LABEL);
            bottom = Math.max(bottom, top);
            return spot;
        }

        private double band(String style, Spot from, double offset, Spot to, double toOffset, long rows) {
            var wide = Math.max(1.5, rows * scale);
            var start = Math.min(offset, Math.max(0, from.height() - wide));
            var left = from.x() + WIDTH;
            var middle = (left + to.x()) / 2;
            bands.add(new Band(
                    style,
                    String.format(
                            Locale.ROOT,
                            "M%1$.1f %2$.1fC%3$.1f %2$.1f %3$.1f %4$.1f %5$.1f %4$.1fV%6$.1fC%3$.1f %6$.1f %3$.1f %7$.1f %1$.1f %7$.1fZ",
                            left,
                            from.y() + start,
                            middle,
                            to.y() + toOffset,
                            to.x(),
                            to.y() + toOffset + wide,
                            from.y() + start + wide)));
            return offset + wide;
        }

        private static String number(double n) {
            return String.format(Locale.ROOT, "%.1f", n);
        }
    }

    private record Way(String style, long rows, String word) {}
}

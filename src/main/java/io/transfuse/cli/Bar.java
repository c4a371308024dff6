package io.transfuse.cli;

import io.transfuse.model.Progress;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: a bar with rows, rows a second and the time left. */
final class Bar implements Progress {
    private static final int STEP_WIDTH = 28;

    private final PrintStream err;
    private final int width;
    private String step = "";

    @Nullable private ProgressBar bar;

    Bar(PrintStream err, int width) {
        this.err = err;
        this.width = width;
    }

    @Override
    public synchronized void begin(String name, long rows) {
        close();
        step = name;
        if (rows > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName(String.format("%-" + STEP_WIDTH + "s", name))
                    .setInitialMax(rows)
                    .setUnit(" rows", 1)
                    .showSpeed(new DecimalFormat("#,##0 rows/s", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setMaxRenderedLength(width)
                    .setConsumer(new ConsoleProgressBarConsumer(err, width))
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public synchronized void advance(long rows) {
        if (bar != null) {
            bar.stepBy(rows);
        }
    }

    @Override
    public synchronized void end(String summary) {
        close();
        err.println(String.format("%-" + STEP_WIDTH + "s %s", step, summary).stripTrailing());
    }

    @Override
    public synchronized void say(String line) {
        if (bar != null) {
            bar.pause();
            err.print("\r" + " ".repeat(Math.max(0, width - 1)) + "\r");
        }
        err.println(line);
        if (bar != null) {
            bar.resume();
        }
    }

    private void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            err.print("\r" + " ".repeat(Math.max(0, width - 1)) + "\r");
        }
    }
}

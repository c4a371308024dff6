package io.transfuse.pipeline;

import io.transfuse.Sparks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.JsonProtocol;

/** Every log line and every Spark event, as the history server would keep it, while this is open. */
final class Overheard implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Lines appender = new Lines();
    private final Events events = new Events();

    Overheard() {
        appender.start();
        ((Logger) LogManager.getRootLogger()).addAppender(appender);
        Sparks.session().sparkContext().addSparkListener(events);
    }

    List<String> lines() throws TimeoutException {
        Sparks.session().sparkContext().listenerBus().waitUntilEmpty();
        return List.copyOf(lines);
    }

    static String whole(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void close() {
        ((Logger) LogManager.getRootLogger()).removeAppender(appender);
        Sparks.session().sparkContext().removeSparkListener(events);
    }

    private final class Lines extends AbstractAppender {
        Lines() {
            super("overheard", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                lines.add(whole(event.getThrown()));
            }
        }
    }

    private final class Events extends SparkListener {
        private void heard(SparkListenerEvent event) {
            lines.add(JsonProtocol.sparkEventToJsonString(event));
        }

        @Override
        public void onJobStart(SparkListenerJobStart event) {
            heard(event);
        }

        @Override
        public void onJobEnd(SparkListenerJobEnd event) {
            heard(event);
        }

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted event) {
            heard(event);
        }

        @Override
        public void onStageCompleted(SparkListenerStageCompleted event) {
            heard(event);
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd event) {
            heard(event);
        }

        /** The plans of queries, among others. */
        @Override
        public void onOtherEvent(SparkListenerEvent event) {
            heard(event);
        }
    }
}

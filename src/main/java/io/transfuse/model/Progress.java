package io.transfuse.model;

/** Hears how far the work has come; calls may come from any thread. */
public interface Progress {

    /** A step begins; {@code rows} is what it expects to move, 0 where that says nothing. */
    void begin(String step, long rows);

    /** So many more rows are through. */
    void advance(long rows);

    /** So long one table took in this step, in all connections together; tables may be worked on side by side. */
    default void took(String table, long rows, double seconds) {}

    /** The step is over; {@code summary} is one line without values of rows. */
    void end(String summary);

    /** A line for people, between steps. */
    void say(String line);
}

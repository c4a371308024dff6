package io.transfuse.report;

/** A number of a table's cell; zeros step back, so that the rest is seen. */
record Count(String text, String style) {

    static Count of(long n) {
        return new Count(Figures.count(n), n == 0 ? "zero" : "");
    }

    /** A number that has to be zero where all is well. */
    static Count bad(long n, String style) {
        return new Count(Figures.count(n), n == 0 ? "zero" : style);
    }
}

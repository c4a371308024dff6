package io.transfuse.cli;

/** Starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}

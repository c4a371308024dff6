package io.transfuse.cli;

import picocli.CommandLine.Option;

/** The options that say how much is printed; every command takes them. */
final class Output {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show warnings of the libraries, and where a failure happened.")
    boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but findings and errors.")
    boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}

package io.transfuse.cli;

import io.transfuse.config.Nearest;
import io.transfuse.model.UserException;
import io.transfuse.pipeline.Commands;
import io.transfuse.source.SourceException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments into an exit code: 0 and 1 from the command, 2 to 4 for what a user can mend, 70 for a bug. */
final class Shell {
    private static final int USAGE = 2;
    private static final int STOPPED = 4;
    private static final int BUG = 70;

    private final Screen screen;
    private final CommandLine line;
    private final Runnable silence;

    Shell(Commands commands, Sampling sampling, Screen screen) {
        this(commands, sampling, screen, () -> {});
    }

    /** {@code silence} is called before a failure is told; it does not return where what broke was being ended. */
    Shell(Commands commands, Sampling sampling, Screen screen, Runnable silence) {
        this.silence = silence;
        this.screen = screen;
        this.line = new CommandLine(new Transfuse(commands, sampling, screen))
                .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler((e, args) -> misused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, verbose(parsed)));
    }

    int execute(String... args) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return full();
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            return bug(e);
        }
    }

    private static boolean verbose(CommandLine.ParseResult parsed) {
        return parsed.originalArgs().stream().anyMatch(a -> a.equals("-v") || a.equals("--verbose"));
    }

    private int misused(ParameterException e) {
        var command = e.getCommandLine();
        screen.err()
                .println(explained(e, command) + "; see '"
                        + command.getCommandSpec().qualifiedName() + " --help'");
        return USAGE;
    }

    private static String explained(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), command);
        }
        if (e instanceof MissingParameterException missing) {
            return missing.getMissing().stream()
                            .map(a -> a.isOption() ? a.paramLabel() + " of " + name(a) : a.paramLabel())
                            .collect(Collectors.joining(", "))
                    + " is missing";
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            return "%s is %s, but must be %s".formatted(name(e.getArgSpec()), e.getValue(), rule(e.getArgSpec()));
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("the arguments cannot be read");
    }

    private static String unknown(String written, CommandLine command) {
        var option = written.startsWith("-");
        var plain = option ? written.replaceFirst("=.*", "") : written;
        var names = option ? optionNames(command) : commandNames(command);
        var what = option ? "an option" : names.isEmpty() ? "left out" : "a command";
        var meant = Nearest.meant(plain, names).map(n -> "; did you mean " + n + "?");
        return "'%s' is unknown, but must be %s%s".formatted(plain, what, meant.orElse(""));
    }

    private static Collection<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(o -> !o.hidden())
                .flatMap(o -> Stream.of(o.names()))
                .toList();
    }

    private static Collection<String> commandNames(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(c -> !c.getValue().getCommandSpec().usageMessage().hidden())
                .map(c -> c.getKey())
                .toList();
    }

    private static String name(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String rule(CommandLine.Model.ArgSpec argument) {
        var type = argument.typeInfo().getType();
        return type == Long.class || type == long.class ? "a whole number" : argument.paramLabel();
    }

    private int failed(Exception e, boolean verbose) {
        silence.run();
        Optional<UserException> known = Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                .filter(UserException.class::isInstance)
                .map(UserException.class::cast)
                .findFirst()
                .or(() -> SourceException.ended(e));
        if (known.isEmpty()) {
            return Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                            .anyMatch(OutOfMemoryError.class::isInstance)
                    ? full()
                    : bug(e);
        }
        screen.err().println(known.get().getMessage());
        if (verbose) {
            e.printStackTrace(screen.err());
        }
        return known.get().exitCode();
    }

    private int full() {
        silence.run();
        var gigabytes = Runtime.getRuntime().maxMemory() * 2 / (1L << 30) + 1;
        screen.err()
                .println(UserException.stopped(
                                "the memory is used up; give more with TRANSFUSE_JAVA_OPTS=-Xmx" + gigabytes + "g")
                        .getMessage());
        return STOPPED;
    }

    private int bug(Throwable e) {
        silence.run();
        screen.err().println("a bug of Transfuse; nothing is lost, please report what follows");
        e.printStackTrace(screen.err());
        return BUG;
    }
}

package io.transfuse.cli;

import io.transfuse.config.Settings;
import io.transfuse.config.Urls;
import io.transfuse.model.Progress;
import io.transfuse.model.UserException;
import io.transfuse.pipeline.Commands;
import io.transfuse.pipeline.Commands.Start;
import io.transfuse.pipeline.Outcome;
import io.transfuse.pipeline.Request;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands. */
@Command(
        name = "transfuse",
        header = "Moves MySQL, MariaDB and SQLite databases into PostgreSQL, and proves that nothing was lost.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  transfuse demo radcase",
            "  transfuse plan --source mysql://me@host/shop --target postgresql://me@host/shop",
            "  transfuse run  --source mysql://me@host/shop --target postgresql://me@host/shop",
            "  transfuse run  --source sqlite:app.db --target embedded --keep",
            "",
            "Passwords come from TRANSFUSE_SOURCE_PASSWORD and TRANSFUSE_TARGET_PASSWORD.",
            "",
            "'transfuse COMMAND --help' shows the options of a command."
        })
final class Transfuse implements Runnable {
    private static final String EXAMPLE = "%nExample:%n";
    private static final String OPTIONS = "%nOptions:%n";

    private final Commands commands;
    private final Sampling sampling;
    private final Screen screen;

    @Spec
    @Nullable private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    Transfuse(Commands commands, Sampling sampling, Screen screen) {
        this.commands = commands;
        this.sampling = sampling;
        this.screen = screen;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "COMMAND is missing");
        }
    }

    @Command(
            name = "demo",
            description = "Makes a sample, migrates it into an embedded PostgreSQL, verifies, writes the report.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = "  transfuse demo radcase --rows 5000 --dirty --keep")
    int demo(
            @Parameters(paramLabel = "SYSTEM", description = "See 'transfuse systems'.") String system,
            @Option(names = "--out", paramLabel = "DIR", description = "Default: out/demo-<system>.") @Nullable Path out,
            @Option(names = "--keep", description = "Leave the embedded PostgreSQL up.") boolean keep,
            @Option(
                            names = "--source-server",
                            paramLabel = "SERVER",
                            defaultValue = "mariadb",
                            description = "mariadb or mysql, for a system that moves from there (default: mariadb).")
                    String sourceServer,
            @Mixin Size size,
            @Mixin Output output) {
        Systems.check(system);
        if (!Settings.systems().contains(system)) {
            throw UserException.usage("SYSTEM is " + system + ", but must be one of "
                    + String.join(", ", Settings.systems()) + "; 'sample' makes further samples");
        }
        var place = out == null ? Path.of("out", "demo-" + system) : out;
        var product = Demo.product(sourceServer);
        var demo = new Demo(new DemoFolder(place), size.wish(system), screen.progress(output));
        try (var source = DemoSource.of(system, place, product, demo.progress())) {
            var fresh = demo.filled(source, sampling);
            var request =
                    new Request(Optional.empty(), demo.settings(source, place), output.verbose, Demo.environment());
            return screen.show(commands.run(request, new Start(fresh, keep), demo.progress()), output);
        }
    }

    @Command(
            name = "sample",
            description = "Fills an empty source database with realistic data.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = "  transfuse sample radcase --into sqlite:radcase.db --rows 5000 --seed 7")
    int sample(
            @Parameters(paramLabel = "SYSTEM", description = "See 'transfuse systems'.") String system,
            @Option(names = "--into", paramLabel = "URL", required = true, description = "The database to fill.")
                    String into,
            @Mixin Size size,
            @Mixin Output output) {
        if (!Options.shown(into).equals(into)) {
            screen.warn("the password in --into can be seen by others on this machine;"
                    + " TRANSFUSE_SOURCE_PASSWORD hides it");
        }
        var endpoint = Urls.into(into, System.getenv());
        return screen.planted(sampling.write(size.wish(system), endpoint), into, output);
    }

    @Command(
            name = "plan",
            description = "Reads the catalogue and profiles the data, decides everything, writes the plan files.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = {
                "  transfuse plan --source mysql://me@host/shop --target postgresql://me@host/shop",
                "  transfuse plan --source sqlite:app.db --target embedded"
            })
    int plan(@Mixin Options options) {
        return ask(options, commands::plan);
    }

    @Command(
            name = "run",
            description = "Migrates and verifies; called again after an interruption it goes on where it stopped.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = {
                "  transfuse run --source mysql://me@host/shop --target postgresql://me@host/shop --schema shop",
                "  transfuse run --source sqlite:app.db --target embedded --keep"
            })
    int run(
            @Option(names = "--fresh", description = "Start over; removes only what an earlier run made.")
                    boolean fresh,
            @Option(names = "--keep", description = "Leave an embedded server up.") boolean keep,
            @Mixin Options options) {
        var start = new Start(fresh, keep);
        return options.dryRun
                ? ask(options, commands::plan)
                : ask(options, (request, progress) -> commands.run(request, start, progress));
    }

    @Command(
            name = "verify",
            description = "Compares stage and target again, both ways.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = {
                "  transfuse verify -c app.conf --json",
                "  transfuse verify -c app.conf --level digests",
                "  transfuse verify -c app.conf --source",
                "  transfuse verify -c app.conf --repair",
                "  transfuse verify -c app.conf --repair --corrected corrections.jsonl",
                "",
                "--source without a URL reads the source once more, in other parts, and compares it with the",
                "stage, as long as it stands where the run read it; if it has moved on, nothing is compared",
                "and the exit code is 2."
            })
    int verify(
            @Option(
                            names = "--level",
                            paramLabel = "LEVEL",
                            description =
                                    "counts: the number of rows; digests: every value, by PostgreSQL; rows: also each row, read back (default).")
                    @Nullable String level,
            @Option(
                            names = "--repair",
                            description =
                                    "First make the rows that differ equal to the stage, in one transaction, and no others.")
                    boolean repair,
            @Option(
                            names = "--corrected",
                            paramLabel = "FILE",
                            description =
                                    "With --repair: also load refused rows that are corrected in this file, see 'report --rejects --as'.")
                    @Nullable Path file,
            @Mixin Options options) {
        if (level != null) {
            options.set.put("verify.level", level);
        }
        options.mayReadSource();
        return ask(options, new Correcting(commands, screen).verify(repair, file, options));
    }

    @Command(
            name = "status",
            description = "Tells what is done and what is left, from the facts in stage and target.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = "  transfuse status -c app.conf")
    int status(@Mixin Options options) {
        return ask(options, commands::status);
    }

    @Command(
            name = "report",
            description = "Writes the report files again, prints refused rows, finds a row, checks the audit trail.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = {
                "  transfuse report -c app.conf",
                "  transfuse report -c app.conf --rejects > refused.tsv",
                "  transfuse report -c app.conf --find hmac:1f0c52b9d8e64a37",
                "  transfuse report -c app.conf --rejects --as corrections.jsonl",
                "  transfuse report -c app.conf --check-audit"
            })
    int report(
            @Option(
                            names = "--rejects",
                            description = "Print the refused rows instead, with their values: table, reason, key, row.")
                    boolean rejects,
            @Option(
                            names = "--as",
                            paramLabel = "FILE",
                            description =
                                    "With --rejects: write them to a new file in which they can be mended, a JSON object a line.")
                    @Nullable Path file,
            @Option(names = "--check-audit", description = "Tell instead whether the audit trail is as it was written.")
                    boolean audit,
            @Option(
                            names = "--find",
                            paramLabel = "DIGEST",
                            description = "Print the rows that a digest names instead.")
                    @Nullable String digest,
            @Mixin Options options) {
        if (digest != null) {
            return screen.found(
                    commands.find(options.request(), screen.progress(options.output), digest), options.output);
        }
        return rejects || file != null
                ? new Correcting(commands, screen).refused(rejects, file, options)
                : ask(options, audit ? commands::checkAudit : commands::report);
    }

    @Command(
            name = "systems",
            description = "Lists the shipped systems and what each needs.",
            optionListHeading = OPTIONS,
            footerHeading = EXAMPLE,
            footer = "  transfuse systems")
    int systems(@Mixin Output output) {
        return screen.systems(output);
    }

    @Command(name = "noop", hidden = true, description = "Starts Spark and nothing else.")
    int noop(@Mixin Output output) {
        commands.startOnly();
        return 0;
    }

    @Command(
            name = "size",
            hidden = true,
            description = "Prints large or small for the run or verify that follows; the launcher chooses flags by it.")
    int size(
            @Parameters(paramLabel = "COMMAND", description = "run or verify.") String command,
            @Option(names = "--fresh", description = "As for the command.") boolean fresh,
            @Option(names = "--keep", description = "As for the command.") boolean keep,
            @Mixin Options options) {
        options.mayReadSource();
        var large =
                command.equals("verify") ? commands.largeStage(options.request()) : commands.large(options.request());
        screen.out().println(large ? "large" : "small");
        return 0;
    }

    private int ask(Options options, Ask ask) {
        if (!options.only.isEmpty() && !options.skip.isEmpty()) {
            throw UserException.usage("--skip is given beside --only, but only one of them may be");
        }
        options.passwordsInUrls().forEach(screen::warn);
        return screen.show(ask.answer(options.request(), screen.progress(options.output)), options.output);
    }

    /** One of the engine's commands. */
    interface Ask {
        Outcome answer(Request request, Progress progress);
    }
}

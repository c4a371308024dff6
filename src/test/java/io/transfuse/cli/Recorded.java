package io.transfuse.cli;

import io.transfuse.model.Progress;
import io.transfuse.pipeline.Commands;
import io.transfuse.pipeline.Outcome;
import io.transfuse.pipeline.Request;
import io.transfuse.stage.Rejects;
import io.transfuse.verify.KeySearch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The command line in front of an engine that writes down what it is asked. */
final class Recorded implements Commands {
    final List<String> asked = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Supplier<Outcome> answer;

    Recorded(Supplier<Outcome> answer) {
        this.answer = answer;
    }

    /** An engine for which everything goes well. */
    static Recorded content() {
        return new Recorded(() -> new Outcome(0, List.of(), Optional.empty(), "all is well", "{\"well\": true}"));
    }

    int execute(String... args) {
        var screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                OptionalInt.empty());
        return new Shell(this, (wish, into) -> Map.of("images: orphan:case_id", 3L), screen).execute(args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Outcome told(String command, Request request) {
        asked.add(command);
        requests.add(request);
        return answer.get();
    }

    @Override
    public Outcome plan(Request request, Progress progress) {
        return told("plan", request);
    }

    @Override
    public Outcome run(Request request, Start start, Progress progress) {
        return told("run fresh=" + start.fresh() + " keep=" + start.keep(), request);
    }

    @Override
    public Outcome verify(Request request, Progress progress) {
        return told("verify", request);
    }

    @Override
    public Outcome repair(Request request, Progress progress) {
        return told("repair", request);
    }

    @Override
    public Outcome correct(Request request, Path file, Progress progress) {
        return told("correct " + file, request);
    }

    @Override
    public Outcome status(Request request, Progress progress) {
        return told("status", request);
    }

    @Override
    public Outcome report(Request request, Progress progress) {
        return told("report", request);
    }

    @Override
    public Outcome checkAudit(Request request, Progress progress) {
        return told("check audit", request);
    }

    @Override
    public void rejects(Request request, Progress progress, Consumer<Rejects.Refused> reader) {
        reader.accept(new Rejects.Refused(
                "cases",
                "orphan:user_id",
                "orphan:user_id",
                "7",
                "{\"id\": 7, \"note\": \"a\\tb\"}",
                "public.cases",
                "7"));
    }

    @Override
    public long correctable(Request request, Progress progress, Path file) {
        told("correctable " + file, request);
        return 1;
    }

    @Override
    public List<KeySearch.Found> find(Request request, Progress progress, String digest) {
        told("find " + digest, request);
        return List.of(new KeySearch.Found("public.cases", "stage", "[\"a\\tb\"]", "cases", "7"));
    }

    @Override
    public boolean large(Request request) {
        told("size", request);
        return true;
    }

    @Override
    public boolean largeStage(Request request) {
        told("size of the stage", request);
        return false;
    }

    @Override
    public void startOnly() {
        asked.add("noop");
    }
}

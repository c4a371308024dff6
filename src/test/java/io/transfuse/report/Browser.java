package io.transfuse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A Chromium without a window, driven by its DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 60;
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "about:blank");

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final StringBuilder half = new StringBuilder();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new ArrayList<>();

    private Browser(Path profile, Process process, String address) {
        this.profile = profile;
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), this)
                .join();
    }

    /** The browser of this machine, empty where there is none. */
    static Optional<Path> installed() {
        var folders = System.getenv().getOrDefault("PATH", "/usr/bin").split(":", -1);
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(folders).map(f -> Path.of(f, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory("transfuse-browser");
        var command = new ArrayList<>(List.of(program.toString(), "--user-data-dir=" + profile));
        command.addAll(FLAGS);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var port = profile.resolve("DevToolsActivePort");
        for (var i = 0; i < PATIENCE * 20; i++) {
            if (Files.exists(port) && Files.readAllLines(port).size() == 2) {
                var lines = Files.readAllLines(port);
                return new Browser(profile, process, "ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException(program + " does not start");
    }

    /** A tab with this page, loaded. */
    Tab open(Path file) {
        var target = call("", "Target.createTarget", Map.of("url", "about:blank"))
                .at("/targetId")
                .asText();
        var session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .at("/sessionId")
                .asText();
        var tab = new Tab(this, target, session);
        for (var domain : List.of("Page", "Runtime", "Network", "Log")) {
            tab.call(domain + ".enable", Map.of());
        }
        tab.size(1280, 900);
        tab.load(file.toUri().toString());
        return tab;
    }

    JsonNode call(String session, String method, Map<String, ?> parameters) {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        var result = answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.get("error"));
        }
        return result.get("result");
    }

    /** What a tab's page did, by the names of its events. */
    List<JsonNode> events(String session, List<String> methods) {
        synchronized (events) {
            return events.stream()
                    .filter(e -> e.path("sessionId").asText().equals(session)
                            && methods.contains(e.path("method").asText()))
                    .map(e -> e.get("params"))
                    .toList();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        half.append(text);
        if (last) {
            heard(half.toString());
            half.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void heard(String text) {
        try {
            var message = JSON.readTree(text);
            if (message.has("id")) {
                Optional.ofNullable(answers.remove(message.get("id").asInt())).ifPresent(a -> a.complete(message));
            } else {
                synchronized (events) {
                    events.add(message);
                    events.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the n-th event of this name. */
    void await(String session, String method, int n) {
        synchronized (events) {
            var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
            while (events(session, List.of(method)).size() < n) {
                try {
                    events.wait(1000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(method + " does not come");
                }
            }
        }
    }

    /** Its helpers outlive the browser by a moment, and go on writing into the profile: they are waited for, too. */
    @Override
    public void close() {
        var helpers = process.descendants().toList();
        socket.abort();
        process.destroy();
        Stream.concat(Stream.of(process.toHandle()), helpers.stream()).forEach(Browser::end);
        FileUtils.deleteQuietly(profile.toFile());
    }

    private static void end(ProcessHandle one) {
        one.onExit()
                .completeOnTimeout(one, PATIENCE, TimeUnit.SECONDS)
                .thenAccept(ProcessHandle::destroyForcibly)
                .join();
    }
}

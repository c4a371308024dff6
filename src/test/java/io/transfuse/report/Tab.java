package io.transfuse.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One page in a browser. */
record Tab(Browser browser, String target, String session) implements AutoCloseable {

    JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    void load(String address) {
        var before = browser.events(session, List.of("Page.loadEventFired")).size();
        call("Page.navigate", Map.of("url", address));
        browser.await(session, "Page.loadEventFired", before + 1);
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The medium, {@code screen} or {@code print}, and the colours that the system asks for. */
    void medium(String medium, String colours) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** What an expression of JavaScript gives, waited for where it is a promise. */
    JsonNode ask(String expression) {
        var answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression.substring(0, Math.min(200, expression.length())) + ": "
                    + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** The texts of all elements that a selector finds, as a reader sees them. */
    List<String> texts(String selector) {
        var found = ask("[...document.querySelectorAll(`" + selector + "`)].filter(e => e.checkVisibility())"
                + ".map(e => e.textContent.trim().replace(/\\s+/g, ' '))");
        return Stream.iterate(0, i -> i < found.size(), i -> i + 1)
                .map(i -> found.get(i).asText())
                .toList();
    }

    void click(String selector) {
        ask("document.querySelector(`" + selector + "`).click()");
    }

    void press(String key, String code) {
        var parameters = Map.of("key", key, "code", key, "text", code, "windowsVirtualKeyCode", (int) code.charAt(0));
        call("Input.dispatchKeyEvent", with(parameters, "keyDown"));
        call("Input.dispatchKeyEvent", with(Map.of("key", key, "code", key), "keyUp"));
    }

    private static Map<String, ?> with(Map<String, ?> parameters, String type) {
        var all = new java.util.HashMap<String, Object>(parameters);
        all.put("type", type);
        return all;
    }

    /** Addresses that the page asked for. */
    List<String> requests() {
        return browser.events(session, List.of("Network.requestWillBeSent")).stream()
                .map(e -> e.at("/request/url").asText())
                .toList();
    }

    /** Errors and warnings that the page left behind. */
    List<String> complaints() {
        return browser
                .events(session, List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"))
                .stream()
                .map(JsonNode::toString)
                .toList();
    }

    byte[] picture() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .at("/data")
                        .asText());
    }

    @Override
    public void close() {
        browser.call("", "Target.closeTarget", Map.of("targetId", target));
    }
}

/*
 * Copyright the camel-mxauth authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.mxauth.camel.springboot.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Chromium of this machine, without a window and with one tab, driven by its own protocol (Chrome
 * DevTools Protocol), which needs neither a driver nor a library.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    /** The browser's executable, where there is one. */
    static Optional<Path> executable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path executable) throws Exception {
        profile = Files.createTempDirectory("browser");
        process =
                new ProcessBuilder(
                                executable.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            HttpClient http = HttpClient.newHttpClient();
            socket =
                    http.newWebSocketBuilder()
                            .buildAsync(URI.create(tab(http)), new Listener())
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                send(domain + ".enable", Map.of());
            }
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private String tab(HttpClient http) throws Exception {
        Path written = profile.resolve("DevToolsActivePort");
        await().atMost(PATIENCE).until(() -> Files.exists(written) && Files.size(written) > 0);
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(written).get(0) + "/json");
        HttpRequest request = HttpRequest.newBuilder(list).build();
        JsonNode tabs =
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        json.readTree(
                                                http.send(
                                                                request,
                                                                HttpResponse.BodyHandlers
                                                                        .ofString())
                                                        .body()),
                                found -> found.findValue("webSocketDebuggerUrl") != null);
        return tabs.findValue("webSocketDebuggerUrl").asText();
    }

    private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
        int id = sent.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = json.createObjectNode().put("id", id).put("method", method);
        message.set("params", json.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode answered = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.get("error"));
        }
        return answered.path("result");
    }

    /** Gives the tab that width, and pages the light or the dark scheme. */
    void appear(int width, boolean dark) throws Exception {
        size(width, 800);
        String scheme = dark ? "dark" : "light";
        send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private void size(int width, int height) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    /** Opens a page and waits until it is there; forgets what was heard of the one before. */
    void open(URI address) throws Exception {
        events.clear();
        send("Page.navigate", Map.of("url", address.toString()));
        await().atMost(PATIENCE).until(() -> events("Page.loadEventFired").findAny().isPresent());
    }

    private Stream<JsonNode> events(String method) {
        return events.stream().filter(event -> event.path("method").asText().equals(method));
    }

    /** What the page wrote to the console, with what the browser complained of. */
    List<String> complaints() {
        return Stream.of("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
                .flatMap(this::events)
                .map(event -> event.path("params").toString())
                .toList();
    }

    /** The addresses that the page loaded, itself among them; those within it are none. */
    List<String> requests() {
        return events("Network.requestWillBeSent")
                .map(event -> event.at("/params/request/url").asText())
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }

    /** What a JavaScript expression comes to in the page. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** Writes the whole page as a picture. */
    void picture(int width, Path file) throws Exception {
        size(width, evaluate("document.documentElement.scrollHeight").asInt());
        String data = send("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        List<Path> left = new ArrayList<>();
        try (Stream<Path> files = Files.walk(profile)) {
            files.forEach(left::add);
        }
        for (int i = left.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(left.get(i));
        }
    }

    /** Puts messages together from their parts. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                try {
                    receive(json.readTree(parts.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    parts.setLength(0);
                }
            }
            webSocket.request(1);
            return null;
        }

        private void receive(JsonNode message) {
            CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt());
            if (waiting != null) {
                waiting.complete(message);
            } else {
                events.add(message);
            }
        }
    }
}

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
package io.mxauth.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint by script: its latency, the lifetime it states, its faults. It takes every client
 * and counts every request that reaches it.
 */
public final class Issuer implements AutoCloseable {

    /** As long as a usual JWT. */
    private static final int TOKEN_LENGTH = 1200;

    private static final String FILL = "x".repeat(TOKEN_LENGTH);
    private static final long LONGEST_HANG_SECONDS = 120;

    private final LoopbackServer server = new LoopbackServer(this::answer);
    private final AtomicLong serial = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
    private volatile Duration latency = Duration.ZERO;
    private volatile @Nullable String expiresIn = "3600";
    private volatile Fault fault = Fault.NONE;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile CountDownLatch healed = new CountDownLatch(1);

    public URI tokenEndpoint() {
        return server.uri("/token");
    }

    public Issuer latency(Duration before) {
        latency = before;
        return this;
    }

    /** What the answer says of the lifetime, as JSON; null for nothing. */
    public Issuer expiresIn(@Nullable String json) {
        expiresIn = json;
        return this;
    }

    /** Misbehaves from now on. */
    public void fail(Fault how) {
        healed = new CountDownLatch(1);
        if (how == Fault.REFUSED) {
            server.refuse();
        }
        fault = how;
    }

    /** Gives tokens again; connections that hang are closed. */
    public void heal() {
        if (fault == Fault.REFUSED) {
            server.listen();
        }
        fault = Fault.NONE;
        healed.countDown();
    }

    /** Makes all tokens worthless that were given so far. */
    public void revokeAll() {
        generation.incrementAndGet();
    }

    /** Whether an {@code Authorization} header holds a token that is worth something. */
    public boolean accepts(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith("Bearer t" + generation.get() + ".");
    }

    /** The requests so far; those that were refused a connection are not seen. */
    public int requests() {
        return arrivals.size();
    }

    /** When each request came, on the clock of {@link System#nanoTime}. */
    public List<Long> arrivals() {
        return arrivals.stream().sorted().toList();
    }

    /** Starts to count anew. */
    public void forgetRequests() {
        arrivals.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            arrivals.add(System.nanoTime());
            exchange.getRequestBody().readAllBytes();
            switch (fault) {
                case UNAVAILABLE -> send(exchange, 503, "{\"error\":\"temporarily_unavailable\"}");
                case TOO_MANY -> send(exchange, 429, "{\"error\":\"slow_down\"}");
                case HANG -> healed.await(LONGEST_HANG_SECONDS, TimeUnit.SECONDS);
                default -> give(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(HttpExchange exchange) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(latency.toNanos());
        String start = "t" + generation.get() + "." + serial.incrementAndGet() + ".";
        String token = start + FILL.substring(start.length());
        String lifetime = expiresIn == null ? "" : ",\"expires_in\":" + expiresIn;
        send(
                exchange,
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"" + lifetime + "}");
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        healed.countDown();
        server.close();
    }
}

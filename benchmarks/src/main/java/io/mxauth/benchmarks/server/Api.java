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

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An API that answers 200 to a token that its issuer knows, and 401 to all else. */
public final class Api implements AutoCloseable {

    private final Issuer issuer;
    private final LoopbackServer server = new LoopbackServer(this::answer);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean open;
    private volatile int always;
    private volatile Duration latency = Duration.ZERO;

    public Api(Issuer issuer) {
        this.issuer = issuer;
    }

    public URI uri() {
        return server.uri("");
    }

    /** Answers so, whatever the call carries; 0 ends it. */
    public void alwaysAnswer(int status) {
        always = status;
    }

    /** Asks for no token. */
    public Api open() {
        open = true;
        return this;
    }

    public Api latency(Duration before) {
        latency = before;
        return this;
    }

    public int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            int status = status(exchange);
            if (!latency.isZero()) {
                TimeUnit.NANOSECONDS.sleep(latency.toNanos());
            }
            exchange.getRequestBody().readAllBytes();
            if (status == 401) {
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            Issuer.send(exchange, status, "{\"films\":[]}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(HttpExchange exchange) {
        if (always != 0) {
            return always;
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return open || issuer.accepts(authorization) ? 200 : 401;
    }

    @Override
    public void close() {
        server.close();
    }
}

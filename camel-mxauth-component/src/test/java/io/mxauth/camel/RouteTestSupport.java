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
package io.mxauth.camel;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A context with a component that is pointed at the sandbox; the test adds its routes and starts. */
@ExtendWith(SandboxExtension.class)
abstract class RouteTestSupport {

    static final String FILMS = "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]";

    final DefaultCamelContext context = new DefaultCamelContext();
    final MxAuthComponent component = new MxAuthComponent();
    Sandbox sandbox;
    SandboxProvider movio;

    @BeforeEach
    void configure(Sandbox injected) {
        sandbox = injected;
        movio = sandbox.provider("movio-us");
        component.getProviders().put("movio", SandboxAccounts.movio(sandbox, "us"));
        context.addComponent("mxauth", component);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    /** A PUT of films, as Movio's API takes it. */
    FluentProducerTemplate films(@Nullable Object body) {
        return context.createFluentProducerTemplate()
                .to("direct:films")
                .withHeader(Exchange.HTTP_METHOD, "PUT")
                .withHeader(Exchange.CONTENT_TYPE, "application/json")
                .withBody(body);
    }

    /** Calls so many times at once, each on a thread of its own. */
    static List<Exchange> inParallel(int times, Supplier<Exchange> call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch ready = new CountDownLatch(times);
        try {
            return IntStream.range(0, times)
                    .mapToObj(
                            i ->
                                    CompletableFuture.supplyAsync(
                                            () -> {
                                                ready.countDown();
                                                awaitAll(ready);
                                                return call.get();
                                            },
                                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static @Nullable Integer status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }
}

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
package io.mxauth.camel.oauth;

import io.mxauth.camel.token.Timer;
import io.mxauth.camel.transport.CamelHttpTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;

/** The transport of production on threads of a test's own. */
public final class RealTransport implements HttpTransport, AutoCloseable {

    /** Delays as long as this are bounds, not pauses: a test waits for them in earnest. */
    private static final Duration SHORTEST_BOUND = Duration.ofMillis(500);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService pool =
            Executors.newFixedThreadPool(CamelHttpTransport.MOST_REQUESTS);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final CamelHttpTransport transport;

    public RealTransport() {
        try {
            context.start();
            transport = new CamelHttpTransport(context, null, null, pool, timer());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call, Duration timeout) {
        return transport.send(call, timeout);
    }

    /** A timer that keeps its word. */
    public Timer timer() {
        return (delay, task) -> {
            Future<?> due = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> due.cancel(false);
        };
    }

    /** Writes pauses between attempts down instead of waiting for them; keeps longer bounds. */
    public final class PauseRecorder implements Timer {
        private final List<Duration> pauses = new CopyOnWriteArrayList<>();
        private final Duration bound;

        /**
         * A recorder for one provider.
         *
         * @param bound the provider's requestTimeout; what is shorter is a pause
         */
        public PauseRecorder(Duration bound) {
            this.bound = bound.minus(SHORTEST_BOUND);
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            if (delay.compareTo(bound) >= 0) {
                return timer().after(delay, task);
            }
            pauses.add(delay);
            return timer().after(Duration.ZERO, task);
        }

        public List<Duration> pauses() {
            return List.copyOf(pauses);
        }
    }

    @Override
    public void close() {
        transport.close();
        context.stop();
        pool.shutdownNow();
        scheduler.shutdownNow();
    }
}

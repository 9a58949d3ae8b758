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
package io.mxauth.examples.quickstart;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The second part: tokens live for seconds, every token request takes its time, and every API is
 * called again and again. A call that waited for a token would take as long as a token request; what
 * is printed lets one see that none does.
 */
final class Watch {

    private static final int WARM_UP_CALLS = 50;
    private static final long PAUSE_MILLIS = 20;
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Pace pace;
    private final Map<ProtectedApi, Tally> tallies = new LinkedHashMap<>();
    private final WatchReport report;
    private final AtomicReference<@Nullable CallFailedException> failure = new AtomicReference<>();

    Watch(PrintStream out, List<ProtectedApi> apis, Pace pace) {
        this.pace = pace;
        apis.forEach(api -> tallies.put(api, new Tally()));
        this.report = new WatchReport(out, pace, Collections.unmodifiableMap(tallies));
    }

    /** Throws CallFailedException if a call fails, which ends the watch at once. */
    void run() throws InterruptedException {
        warmUp();
        shortenTokens();
        report.begin();
        callOnAndOn();
        report.end();
        CallFailedException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Lest the slowest call be one that loads classes. */
    private void warmUp() {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            tallies.keySet().forEach(ProtectedApi::call);
        }
    }

    private void shortenTokens() {
        for (ProtectedApi api : tallies.keySet()) {
            api.issuer()
                    .ifPresent(
                            issuer -> {
                                issuer.shortenLife(pace.tokenLifetime());
                                api.renewToken();
                            });
        }
        tallies.keySet().stream()
                .map(ProtectedApi::issuer)
                .flatMap(Optional::stream)
                .forEach(issuer -> issuer.slowDown(pace.issuerDelay()));
    }

    private void callOnAndOn() throws InterruptedException {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(tallies.size() + 1);
        tallies.forEach(
                (api, tally) ->
                        pool.scheduleWithFixedDelay(
                                () -> endOnFailure(pool, () -> call(api, tally)),
                                0,
                                PAUSE_MILLIS,
                                MILLISECONDS));
        pool.scheduleAtFixedRate(() -> endOnFailure(pool, () -> second(pool)), 1, 1, SECONDS);
        if (!pool.awaitTermination(pace.watch().plus(GRACE).toMillis(), MILLISECONDS)) {
            pool.shutdownNow();
            throw new IllegalStateException("A call did not come back within " + GRACE);
        }
    }

    private void second(ScheduledExecutorService pool) {
        if (report.second() >= pace.watch().toSeconds()) {
            pool.shutdown();
        }
    }

    private static void call(ProtectedApi api, Tally tally) {
        long start = System.nanoTime();
        boolean success = false;
        try {
            api.call();
            success = true;
        } finally {
            tally.add(Duration.ofNanos(System.nanoTime() - start), success);
        }
    }

    private void endOnFailure(ScheduledExecutorService pool, Runnable task) {
        try {
            task.run();
        } catch (CallFailedException e) {
            failure.compareAndSet(null, e);
            pool.shutdown();
        }
    }
}

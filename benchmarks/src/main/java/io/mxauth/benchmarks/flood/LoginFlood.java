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
package io.mxauth.benchmarks.flood;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A flood of logins from clients without a cookie, and of codes that are worth nothing, beside a route
 * that calls an API; all of it in this JVM, on loopback. It prints what that comes to.
 */
public final class LoginFlood {

    private static final int CLIENTS = 6;
    private static final int LARGEST_STATUS = 600;
    private static final Duration QUIET = Duration.ofSeconds(12);
    private static final long PAUSE_MILLIS = 5;

    private final PrintStream out;
    private final FloodIssuer issuer;
    private final FloodSite site;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLongArray started = new AtomicLongArray(LARGEST_STATUS);
    private final AtomicLongArray ended = new AtomicLongArray(LARGEST_STATUS);

    private LoginFlood(PrintStream out, FloodIssuer issuer, FloodSite site) {
        this.out = out;
        this.issuer = issuer;
        this.site = site;
    }

    /**
     * Runs a flood.
     *
     * @param arguments how long, as an ISO-8601 duration; 30 seconds if nothing is given
     */
    public static void main(String[] arguments) throws Exception {
        Duration duration = Duration.parse(arguments.length > 0 ? arguments[0] : "PT30S");
        try (FloodIssuer issuer = new FloodIssuer();
                FloodSite site = new FloodSite(issuer)) {
            new LoginFlood(System.out, issuer, site).run(duration);
        }
        System.exit(0);
    }

    /** What the route's calls came to. */
    private record Calls(int number, int failed, long slowestNanos) {
        String words() {
            return "%,d calls, %d failed, slowest %d ms"
                    .formatted(number, failed, TimeUnit.NANOSECONDS.toMillis(slowestNanos));
        }
    }

    private void run(Duration duration) throws Exception {
        calls(QUIET);
        Calls quiet = calls(QUIET);
        long heap = heap();
        int tokens = issuer.renewals();
        ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS);
        long end = System.nanoTime() + duration.toNanos();
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(until(end, this::start)));
            clients.add(threads.submit(until(end, this::bringJunk)));
        }
        Calls beside = calls(duration);
        for (Future<?> one : clients) {
            one.get();
        }
        threads.shutdown();
        long seconds = duration.toSeconds();
        out.printf("route, quiet:        %s%n", quiet.words());
        out.printf("route, beside it:    %s%n", beside.words());
        out.printf("tokens of the route: %d%n", issuer.renewals() - tokens);
        out.printf(
                "logins begun:        %,d (%,d a second)%n",
                started.get(302), started.get(302) / seconds);
        out.printf(
                "callbacks:           %,d answered 400, %,d answered 503, %,d codes sent%n",
                ended.get(400), ended.get(503), issuer.codes());
        out.printf("other answers:       %d%n", others());
        out.printf("rows of the store:   %d%n", site.rows());
        out.printf("heap:                %d MB before, %d MB after%n", heap >> 20, heap() >> 20);
    }

    private long others() {
        long number = 0;
        for (int status = 0; status < LARGEST_STATUS; status++) {
            number += status == 302 ? 0 : started.get(status);
            number += status == 400 || status == 503 ? 0 : ended.get(status);
        }
        return number;
    }

    private static Callable<Boolean> until(long end, Callable<?> step) {
        return () -> {
            while (System.nanoTime() < end) {
                step.call();
            }
            return true;
        };
    }

    private Calls calls(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        int number = 0;
        int failed = 0;
        long slowest = 0;
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            failed += site.call() ? 0 : 1;
            slowest = Math.max(slowest, System.nanoTime() - begun);
            number++;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return new Calls(number, failed, slowest);
    }

    private HttpResponse<Void> start() throws IOException, InterruptedException {
        HttpResponse<Void> answer = get("/login?returnTo=/connections", null);
        started.incrementAndGet(answer.statusCode());
        return answer;
    }

    private boolean bringJunk() throws IOException, InterruptedException {
        HttpResponse<Void> begun = start();
        String location = begun.headers().firstValue("Location").orElseThrow();
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        String state = location.replaceAll(".*[?&]state=([^&]*).*", "$1");
        ended.incrementAndGet(
                get("/callback?code=junk&state=" + state, cookie.split(";", 2)[0]).statusCode());
        return true;
    }

    private HttpResponse<Void> get(String path, @Nullable String cookie)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.url(path)));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    /** Bytes in use after garbage collection. */
    private static long heap() {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            heap =
                    Math.min(
                            heap,
                            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return heap;
    }
}

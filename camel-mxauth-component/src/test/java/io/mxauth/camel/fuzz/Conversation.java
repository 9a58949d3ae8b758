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
package io.mxauth.camel.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.cache.CachedToken;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.oauth.Asking;
import io.mxauth.camel.oauth.Issuer;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.ManualClock;
import io.mxauth.camel.token.ManualTimer;
import io.mxauth.camel.token.Token;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of the component's own readers with a scripted issuer, on a clock that the test
 * moves: from the HTTP answers to a token, a map, or a failure.
 */
final class Conversation {

    static final int ATTEMPTS = 3;

    /**
     * Nothing of it may take long: there is no network, and time is moved by hand. Work that this
     * thread does, as the first conversation has to load and instrument classes on a machine that may
     * be busy.
     */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final ThreadMXBean WORK = ManagementFactory.getThreadMXBean();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Fingerprints FINGERPRINTS = new Fingerprints();

    final ScriptedIssuer issuer;
    final ManualClock clock = new ManualClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final Provider provider;
    private final GrantKey key;
    private final Issuer core;
    private final CachedToken cached;

    Conversation(Provider provider, byte[] script) {
        this.provider = provider;
        this.issuer = new ScriptedIssuer(script);
        this.key = GrantKey.of(provider, FINGERPRINTS);
        this.core = new Issuer(issuer, () -> MAPPER, clock, timer, 100, new TokenObserver() {});
        this.cached =
                new CachedToken(
                        provider.name(),
                        probe ->
                                core.fetch(provider, key, Asking.upTo(probe ? 1 : ATTEMPTS), false),
                        clock,
                        timer);
    }

    /** What it came to: one of the two is null. */
    record Result<T>(@Nullable T value, @Nullable AuthFailure failure) {}

    Result<Token> token() {
        return ended(cached::obtain);
    }

    void forgetToken() {
        cached.invalidate();
    }

    Result<Map<String, Object>> introspect(String token) {
        return ended(() -> core.introspect(provider, key, new Secret(token)));
    }

    private <T> Result<T> ended(Supplier<CompletableFuture<T>> question) {
        long start = WORK.getCurrentThreadCpuTime();
        CompletableFuture<T> pending = question.get();
        if (!pending.isDone()) {
            timer.advance(provider.timing().requestTimeout());
        }
        check(pending.isDone(), "it ends within requestTimeout");
        Duration taken = Duration.ofNanos(WORK.getCurrentThreadCpuTime() - start);
        check(taken.compareTo(LONGEST) < 0, "it does not hang");
        return pending.handle(this::result).join();
    }

    private <T> Result<T> result(@Nullable T value, @Nullable Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        if (cause == null) {
            check(value != null, "there is a result");
            return new Result<>(value, null);
        }
        if (!(cause instanceof AuthFailure failure)) {
            throw new AssertionError("every failure is an AuthFailure", cause);
        }
        Instant retryAt = failure.retryAt();
        check(
                retryAt == null || !retryAt.isAfter(clock.now().plus(Duration.ofMinutes(5))),
                "no first failure is remembered for more than five minutes");
        return new Result<>(null, failure);
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}

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
package io.mxauth.camel.cache;

import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hosts that refuse even a fresh token of one key: an API that answers 401 for "no permission",
 * or a gateway that misses a subscription key. For a while their 401s renew nothing, 30 s doubling
 * to 10 min, so that they never become a storm at the issuer; other hosts are not concerned.
 *
 * <p>Safe for any number of threads.
 */
final class RefusingHosts {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** More hosts than any API has; what is beyond is not remembered. */
    private static final int MOST = 1000;

    private final TimeSource time;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    RefusingHosts(TimeSource time) {
        this.time = time;
    }

    private record Refusal(Token token, int count, long until) {}

    /** Whether a 401 of that host is worth another token. */
    boolean mayRenewFor(String host) {
        Refusal refusal = refusals.get(host);
        return refusal == null || time.nanoTime() - refusal.until() >= 0;
    }

    /** A fresh token was refused; callers who were refused with the same one count once. */
    void refused(String host, Token fresh) {
        if (refusals.size() >= MOST && !refusals.containsKey(host)) {
            return;
        }
        refusals.compute(
                host,
                (name, before) -> {
                    if (before != null && fresh.is(before.token())) {
                        return before;
                    }
                    int count = before == null ? 1 : before.count() + 1;
                    return new Refusal(fresh, count, time.nanoTime() + pause(count).toNanos());
                });
    }

    /** A fresh token was accepted. */
    void accepted(String host) {
        refusals.remove(host);
    }

    private static Duration pause(int count) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(count - 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}

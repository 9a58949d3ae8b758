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
 * <p>A host that refuses a token is on trial: if it refuses one that was requested later as well, to
 * whichever call, that one was fresh. Safe for any number of threads.
 */
final class RefusingHosts {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** More hosts than any API has; what is beyond is not remembered. */
    private static final int MOST = 1000;

    private final TimeSource time;
    private final Map<String, Trial> trials = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    RefusingHosts(TimeSource time) {
        this.time = time;
    }

    /**
     * A host refused a token, and what it makes of a later one is not known yet.
     *
     * @param since the tick of that refusal
     */
    private record Trial(Token refused, long since) {

        boolean isBy(Token token) {
            return !token.is(refused) && token.requestedAt() - since >= 0;
        }
    }

    private record Refusal(Token token, int count, long until) {}

    /** Takes note that a host refused that token; tells whether this is worth another token. */
    boolean mayRenewFor(String host, Token refused) {
        Refusal refusal = refusals.get(host);
        if (refusal != null && time.nanoTime() - refusal.until() < 0) {
            return false;
        }
        Trial trial = trials.get(host);
        if (trial != null && trial.isBy(refused)) {
            refused(host, refused);
            return false;
        }
        if (trial == null && trials.size() < MOST) {
            trials.putIfAbsent(host, new Trial(refused, time.nanoTime()));
        }
        return true;
    }

    /** A fresh token was refused; callers who were refused with the same one count once. */
    void refused(String host, Token fresh) {
        trials.remove(host);
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

    /** A fresh token was accepted by a call that had been refused. */
    void accepted(String host) {
        trials.remove(host);
        refusals.remove(host);
    }

    /** Whether no host is on trial. */
    boolean isCalm() {
        return trials.isEmpty();
    }

    /**
     * A token was accepted by a call that had not been refused. This ends a trial, but not at once:
     * an API that refuses every other call would never be found out.
     */
    void calledWell(String host) {
        trials.computeIfPresent(
                host,
                (name, trial) -> time.nanoTime() - trial.since() < FIRST.toNanos() ? trial : null);
    }

    private static Duration pause(int count) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(count - 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}

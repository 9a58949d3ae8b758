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
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that refuse even a fresh token of one key: an API that answers 401 for "no permission",
 * or a gateway that misses a subscription key. For a while their 401s renew nothing, 30 s doubling
 * to 10 min, so that they never become a storm at the issuer; other hosts are not concerned. Where a
 * host that took tokens lately says that the token is invalid (RFC 6750 section 3.1), it was revoked,
 * and the pause is 1 s doubling to 30 s.
 *
 * <p>A host that refuses a token is on trial: if it refuses one that was requested later as well, to
 * whichever call, that one was fresh. Tokens are only referred to: one that nobody can send any more
 * need not be told from others. Safe for any number of threads.
 */
final class RefusingHosts {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration FIRST_IF_REVOKED = Duration.ofSeconds(1);
    private static final Duration LONGEST_IF_REVOKED = Duration.ofSeconds(30);

    /** So many revoked tokens in a row, none a minute after the one before, are no accident. */
    private static final int OFTEN = 5;

    private static final Duration ROW = Duration.ofMinutes(1);

    /** More hosts than any API has; what is beyond is not remembered. */
    private static final int MOST = 1000;

    private final TimeSource time;
    private final Map<String, Trial> trials = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    private @Nullable Revocations revocations;
    private boolean told;

    RefusingHosts(TimeSource time) {
        this.time = time;
    }

    /**
     * A host refused a token, and what it makes of a later one is not known yet.
     *
     * @param since the tick of that refusal
     */
    private record Trial(Reference<Token> refused, long since) {

        boolean isBy(Token token) {
            return !refused.refersTo(token) && token.requestedAt() - since >= 0;
        }
    }

    private record Refusal(Reference<Token> token, int count, long until) {}

    /** Tokens that were revoked, each within a minute of the one before. */
    private record Revocations(int count, Reference<Token> last, long at) {}

    /**
     * Takes note that a host refused that token; tells whether this is worth another token.
     *
     * @param revoked whether the token was good there before
     */
    boolean mayRenewFor(String host, Token refused, boolean revoked) {
        if (revoked) {
            count(refused);
        }
        // Before the refusal, which is there when a trial has just ended.
        Trial trial = trials.get(host);
        Refusal refusal = refusals.get(host);
        if (refusal != null && time.nanoTime() - refusal.until() < 0) {
            return false;
        }
        if (trial != null && trial.isBy(refused)) {
            refused(host, refused, revoked);
            return false;
        }
        if (trial == null && trials.size() < MOST) {
            trials.putIfAbsent(host, new Trial(new WeakReference<>(refused), time.nanoTime()));
        }
        return true;
    }

    private synchronized void count(Token revoked) {
        long now = time.nanoTime();
        Revocations before = revocations;
        if (before == null || now - before.at() > ROW.toNanos()) {
            revocations = new Revocations(1, new WeakReference<>(revoked), now);
        } else if (!before.last().refersTo(revoked)) {
            revocations = new Revocations(before.count() + 1, new WeakReference<>(revoked), now);
        }
    }

    /** Whether tokens are revoked so often that it has to be told; true once. */
    synchronized boolean isRevokedOften() {
        if (told || revocations == null || revocations.count() < OFTEN) {
            return false;
        }
        told = true;
        return true;
    }

    /**
     * A fresh token was refused; callers who were refused with the same one count once.
     *
     * @param revoked whether tokens were good there before
     */
    void refused(String host, Token fresh, boolean revoked) {
        if (refusals.size() < MOST || refusals.containsKey(host)) {
            refusals.compute(
                    host,
                    (name, before) ->
                            before != null && before.token().refersTo(fresh)
                                    ? before
                                    : refusal(before, fresh, revoked));
        }
        trials.remove(host);
    }

    private Refusal refusal(@Nullable Refusal before, Token fresh, boolean revoked) {
        int count = before == null ? 1 : before.count() + 1;
        return new Refusal(
                new WeakReference<>(fresh),
                count,
                time.nanoTime() + pause(count, revoked).toNanos());
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

    private static Duration pause(int count, boolean revoked) {
        Duration first = revoked ? FIRST_IF_REVOKED : FIRST;
        Duration longest = revoked ? LONGEST_IF_REVOKED : LONGEST;
        Duration doubled = first.multipliedBy(1L << Math.min(count - 1, 10));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}

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
package io.mxauth.benchmarks.soak;

import io.mxauth.camel.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one target's tokens and exchanges, from which it is judged whether an exchange
 * failed while a live token existed.
 *
 * <p>The live token at a moment is the youngest token that the component has handed out before, if it
 * has not ended, the API has not refused it, and it was not revoked. What the API refused is read in
 * the sandbox's log, so failures are judged a few seconds later. Safe for any number of threads.
 */
final class Ledger {

    /** How much life a token must have left beyond the failure to count as live. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final int MOST_DESCRIBED = 3;

    private record HandedOut(int token, Instant at, Instant issuedAt, Instant expiresAt) {}

    private record Failure(Instant begun, Instant ended, String what) {}

    /** A revocation: between these moments nobody knows whether it was done already. */
    private record Revocation(Instant begun, Instant ended) {}

    private final Deque<HandedOut> handedOut = new ArrayDeque<>();
    private final Map<Integer, Instant> refused = new HashMap<>();
    private final Deque<Revocation> revocations = new ArrayDeque<>();
    private final Deque<Failure> unjudged = new ArrayDeque<>();
    private final List<String> violations = new ArrayList<>();
    private long exchanges;
    private long failedWithoutToken;
    private long failedDespiteToken;

    /** The component gave this token. */
    synchronized void handedOut(AccessToken token, Instant at) {
        int value = token.value().hashCode();
        if (handedOut.isEmpty() || handedOut.getLast().token() != value) {
            handedOut.add(new HandedOut(value, at, token.issuedAt(), token.expiresAt()));
        }
    }

    /** The API answered 401 to this token. */
    synchronized void refused(String token, Instant at) {
        refused.merge(token.hashCode(), at, (a, b) -> a.isBefore(b) ? a : b);
    }

    synchronized void revoked(Instant begun, Instant ended) {
        revocations.add(new Revocation(begun, ended));
    }

    synchronized void served() {
        exchanges++;
    }

    synchronized void failed(Instant begun, Instant ended, String what) {
        exchanges++;
        unjudged.add(new Failure(begun, ended, what));
    }

    /** Judges the failures before that moment, up to which everything that was refused is known. */
    synchronized void judge(Instant known) {
        while (!unjudged.isEmpty() && unjudged.getFirst().ended().isBefore(known)) {
            judge(unjudged.removeFirst());
        }
        Instant old = known.minus(KEPT);
        while (handedOut.size() > 1 && handedOut.getFirst().at().isBefore(old)) {
            handedOut.removeFirst();
        }
        refused.values().removeIf(at -> at.isBefore(old));
        revocations.removeIf(revocation -> revocation.ended().isBefore(old));
    }

    private void judge(Failure failure) {
        Optional<HandedOut> live =
                handedOut.stream()
                        .filter(token -> token.at().isBefore(failure.begun()))
                        .max(Comparator.comparing(HandedOut::issuedAt))
                        .filter(token -> isLive(token, failure.ended()));
        if (live.isEmpty()) {
            failedWithoutToken++;
            return;
        }
        failedDespiteToken++;
        if (violations.size() < MOST_DESCRIBED) {
            violations.add(
                    "from %s to %s, token issued %s, expires %s: %s"
                            .formatted(
                                    failure.begun(),
                                    failure.ended(),
                                    live.get().issuedAt(),
                                    live.get().expiresAt(),
                                    failure.what()));
        }
    }

    private boolean isLive(HandedOut token, Instant at) {
        Instant refusedAt = refused.get(token.token());
        boolean revoked =
                revocations.stream()
                        .anyMatch(
                                r ->
                                        !r.begun().isAfter(at)
                                                && !token.issuedAt().isAfter(r.ended()));
        return token.expiresAt().isAfter(at.plus(SLACK))
                && (refusedAt == null || refusedAt.isAfter(at))
                && !revoked;
    }

    synchronized long exchanges() {
        return exchanges;
    }

    synchronized long failedWithoutToken() {
        return failedWithoutToken;
    }

    synchronized long failedDespiteToken() {
        return failedDespiteToken;
    }

    /** The first failures that must not be, in words. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}

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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many token requests one target may make, by the rules: one fetch of up to three tries (and one
 * more where a refresh token is given up), after a failed fetch one probe for each cool-down, one
 * renewal a token, one fetch for a token that was refused. Not safe for use by several threads.
 */
final class Allowance {

    /** The tries of one fetch, as {@code maxAttempts} is by default. */
    private static final int ATTEMPTS = 3;

    /** The shortest first cool-down, 1 s less 20 %, which then doubles. */
    private static final double SHORTEST = 0.8;

    /** From when a token is renewed, as a share of its life. */
    private static final double STALE = 0.8;

    /**
     * A time in which every token request fails.
     *
     * @param retryAfter what the answers ask for, or zero
     */
    record Window(String fault, Instant begun, Instant ended, Duration retryAfter) {

        boolean contains(Instant at) {
            return !at.isBefore(begun) && !at.isAfter(ended);
        }

        /** How many cool-downs fit in, each of which a probe follows. */
        int probes() {
            double seconds = Duration.between(begun, ended).toMillis() / 1000.0;
            return (int)
                    (retryAfter.isZero()
                            ? Math.log(seconds / SHORTEST + 1) / Math.log(2)
                            : seconds / retryAfter.toSeconds());
        }
    }

    private final List<Window> windows = new ArrayList<>();
    private final List<Instant> requests = new ArrayList<>();
    private final int fetch;
    private final int probe;
    private double renewals;
    private int voided;
    private Duration life;
    private Instant lifeSince;

    /**
     * The allowance of one target.
     *
     * @param refreshes whether a full grant may follow a refresh token that is refused
     */
    Allowance(boolean refreshes, Duration life, Instant now) {
        this.fetch = ATTEMPTS + (refreshes ? 1 : 0);
        this.probe = 1 + (refreshes ? 1 : 0);
        this.life = life;
        this.lifeSince = now;
    }

    void window(Window window) {
        windows.add(window);
    }

    void requested(Instant at) {
        requests.add(at);
    }

    /** Tokens were revoked, or one was refused. */
    void voided() {
        voided++;
    }

    /** Tokens live that long from now on; until the present one ends, two lives may be counted. */
    void live(Duration longer, Instant now) {
        renewals += renewalsUntil(now) + 1;
        life = longer;
        lifeSince = now;
    }

    private double renewalsUntil(Instant now) {
        return Duration.between(lifeSince, now).toMillis() / (life.toMillis() * STALE);
    }

    long requests() {
        return requests.size();
    }

    /** The most requests: in the windows, after each of them, for renewals, for tokens voided. */
    long most(Instant now) {
        long inWindows = windows.stream().mapToLong(this::mostIn).sum();
        long renewing = 1 + (long) Math.ceil(renewals + renewalsUntil(now));
        return inWindows + (long) fetch * windows.size() + renewing + (long) probe * voided;
    }

    private int mostIn(Window window) {
        return fetch + probe * window.probes();
    }

    /** The windows in which more was asked than the rules allow, in words. */
    List<String> violations() {
        List<String> found = new ArrayList<>();
        for (Window window : windows) {
            long asked = requests.stream().filter(window::contains).count();
            if (asked > mostIn(window)) {
                found.add(
                        "%d token requests, not %d, while %s from %s to %s"
                                .formatted(
                                        asked,
                                        mostIn(window),
                                        window.fault(),
                                        window.begun(),
                                        window.ended()));
            }
        }
        return found;
    }

    int windows() {
        return windows.size();
    }

    int voids() {
        return voided;
    }
}

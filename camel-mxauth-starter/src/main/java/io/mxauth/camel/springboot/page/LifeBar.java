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
package io.mxauth.camel.springboot.page;

import io.mxauth.camel.observe.AccountState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of a token's life, as a bar that begins on the left.
 *
 * @param life the whole life
 * @param left what is left of it, in thousandths
 * @param renewal where the bar ends when the renewal is due, in thousandths; 0 where that is now
 */
record LifeBar(Duration life, int left, int renewal) {

    private static final int WHOLE = 1000;

    /** The bar of the token in hand; empty where there is none. */
    static Optional<LifeBar> of(AccountState account) {
        Instant acquired = account.acquired();
        Instant expires = account.expires();
        if (acquired == null || expires == null || !acquired.isBefore(expires)) {
            return Optional.empty();
        }
        Duration life = Duration.between(acquired, expires);
        Duration wait = account.untilRenewal();
        boolean renewalAhead = wait != null && !wait.isZero() && !account.failing();
        return Optional.of(
                new LifeBar(
                        life,
                        thousandths(account.remaining(), life),
                        renewalAhead ? thousandths(account.remaining().minus(wait), life) : 0));
    }

    private static int thousandths(Duration part, Duration whole) {
        long share = Math.round((double) WHOLE * part.toMillis() / Math.max(1, whole.toMillis()));
        return (int) Math.max(0, Math.min(WHOLE, share));
    }

    void write(Markup html, Condition.Tone tone) {
        html.open(
                "svg",
                "class",
                "bar " + tone.css(),
                "viewBox",
                "0 0 1000 10",
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                Math.round(left / 10.0) + " % of the token's life is left");
        html.open("rect", "width", String.valueOf(left), "height", "10").close("rect");
        if (renewal > 0) {
            String x = String.valueOf(renewal);
            html.open("line", "x1", x, "x2", x, "y1", "0", "y2", "10").close("line");
        }
        html.close("svg");
    }
}

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

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the watch prints: a line each second, and the sum at the end. */
final class WatchReport {

    private static final String CELL = "  %12s";
    private static final String ROW = "%-14s  %6s  %6s  %12s  %8s  %s%n";

    private final PrintStream out;
    private final Pace pace;
    private final Map<ProtectedApi, Tally> tallies;
    private final List<ProtectedApi> byToken;
    private int second;

    WatchReport(PrintStream out, Pace pace, Map<ProtectedApi, Tally> tallies) {
        this.out = out;
        this.pace = pace;
        this.tallies = tallies;
        this.byToken = tallies.keySet().stream().filter(api -> api.issuer().isPresent()).toList();
    }

    void begin() {
        out.printf(
                "Calling on for %s. Tokens now live for %s, and a token request takes %s.%n",
                TokenLife.text(pace.watch()),
                TokenLife.text(pace.tokenLifetime()),
                TokenLife.text(pace.issuerDelay()));
        out.println("Each second: the remaining life of each token (renewals begun so far).");
        out.println();
        line("", byToken.stream().map(ProtectedApi::name).toList());
    }

    /** Prints the next second's line and returns that second's number, from 1 on. */
    int second() {
        second++;
        line(second + " s", byToken.stream().map(WatchReport::cell).toList());
        return second;
    }

    private void line(String head, Collection<String> cells) {
        out.printf(
                "%4s%s%n", head, cells.stream().map(CELL::formatted).collect(Collectors.joining()));
    }

    private static String cell(ProtectedApi api) {
        TokenLife life = TokenLife.of(api.token(), Instant.now());
        return life.remainingText() + " (" + renewals(api) + ")";
    }

    private static String renewals(ProtectedApi api) {
        return api.issuer().map(issuer -> String.valueOf(issuer.tokenRequests())).orElse("-");
    }

    void end() {
        out.println();
        out.printf(
                ROW, "provider", "calls", "failed", "slowest call", "renewals", "renewed by grant");
        tallies.forEach(this::row);
        out.println();
        sum();
    }

    private void row(ProtectedApi api, Tally tally) {
        out.printf(
                ROW,
                api.name(),
                tally.calls(),
                tally.failed(),
                tally.slowest().toMillis() + " ms",
                renewals(api),
                api.issuer().map(Issuer::grants).orElse("-"));
    }

    private void sum() {
        Duration slowest =
                tallies.values().stream()
                        .map(Tally::slowest)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        out.printf(
                "The slowest of %d calls took %d ms, while each renewal took %d ms or more.%n",
                tallies.values().stream().mapToInt(Tally::calls).sum(),
                slowest.toMillis(),
                pace.issuerDelay().toMillis());
    }
}

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
package io.mxauth.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much of everything a run measures.
 *
 * @param repetitions of what takes a moment
 * @param parallel callers at a time where many meet
 * @param exchanges where one after the other counts
 * @param urls distinct ones
 * @param renewals the lifetime, in which a steady load is renewed, and how often
 * @param outage how long an issuer fails under load
 * @param steadyLifetimes those that a steady load is kept up for, twice each
 * @param accounts numbers of accounts
 * @param lookups of accounts, in one round
 * @param starts new JVMs for each start that is timed
 */
public record Scale(
        int repetitions,
        int parallel,
        int exchanges,
        int urls,
        Renewals renewals,
        Duration outage,
        List<Duration> steadyLifetimes,
        List<Integer> accounts,
        int lookups,
        int starts) {

    /**
     * The steady load over renewals.
     *
     * @param latencies of the token requests
     */
    public record Renewals(Duration lifetime, int count, List<Duration> latencies) {}

    /** As the plan says. */
    public static Scale full() {
        return new Scale(
                5,
                200,
                1000,
                10_000,
                new Renewals(
                        Duration.ofSeconds(20),
                        10,
                        List.of(Duration.ofMillis(200), Duration.ofSeconds(2))),
                Duration.ofSeconds(30),
                List.of(Duration.ofSeconds(5), Duration.ofSeconds(60)),
                List.of(1_000, 10_000, 100_000),
                1_000_000,
                11);
    }

    /** For whoever works on it. */
    public static Scale quick() {
        return new Scale(
                2,
                200,
                200,
                1000,
                new Renewals(
                        Duration.ofSeconds(5),
                        3,
                        List.of(Duration.ofMillis(200), Duration.ofMillis(500))),
                Duration.ofSeconds(4),
                List.of(Duration.ofSeconds(5)),
                List.of(1_000, 10_000),
                1_000_000,
                3);
    }

    /** Just so that everything runs once. */
    public static Scale smallest() {
        return new Scale(
                1,
                50,
                60,
                50,
                new Renewals(Duration.ofSeconds(3), 1, List.of(Duration.ofMillis(50))),
                Duration.ofSeconds(1),
                List.of(Duration.ofSeconds(1)),
                List.of(200),
                1_000,
                1);
    }
}

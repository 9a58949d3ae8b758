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
package io.mxauth.benchmarks.jmh;

import io.mxauth.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One figure of JMH, measured in several rounds, each in a JVM of its own.
 *
 * @param rounds one list for each round, with one value for each iteration
 * @param bytes that one operation allocates, in the middle
 * @param params what it was measured with
 */
record Measured(
        String subject,
        int threads,
        List<List<Double>> rounds,
        double bytes,
        BenchmarkParams params) {

    private static final double CONFIDENCE = 0.99;

    static Measured of(RunResult result) {
        List<Double> nanos =
                result.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .map(IterationResult::getPrimaryResult)
                        .map(Result::getScore)
                        .toList();
        double bytes =
                result.getSecondaryResults().entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                        .map(Map.Entry::getValue)
                        .mapToDouble(Result::getScore)
                        .findFirst()
                        .orElse(Double.NaN);
        return new Measured(
                Objects.requireNonNull(result.getParams().getParam("subject")),
                result.getParams().getThreads(),
                List.of(nanos),
                bytes,
                result.getParams());
    }

    String param(String name) {
        return Objects.requireNonNull(params.getParam(name));
    }

    /** Whether another round measured the same. */
    boolean isOfSame(Measured other) {
        return threads == other.threads
                && params.getBenchmark().equals(other.params.getBenchmark())
                && params.getParamsKeys().stream()
                        .allMatch(key -> param(key).equals(other.param(key)));
    }

    /** This figure with the rounds of another one of the same. */
    Measured and(Measured other) {
        List<List<Double>> all = new ArrayList<>(rounds);
        all.addAll(other.rounds);
        double middle = (bytes * rounds.size() + other.bytes * other.rounds.size()) / all.size();
        return new Measured(subject, threads, all, middle, params);
    }

    Spread spread() {
        return Spread.of(rounds.stream().flatMap(List::stream).toList());
    }

    /** Without the noise of JMH's own. */
    int roundedBytes() {
        return (int) Math.round(bytes);
    }

    /**
     * How much longer one takes than another.
     *
     * @param from the lower end of the interval that the difference of the means is in, by 99 %
     */
    record Difference(double nanos, double from, double to) {

        boolean isWithinNoise() {
            return from <= 0;
        }

        String text() {
            return "%s [%s..%s]"
                    .formatted(
                            Spread.number(Math.rint(nanos)),
                            Spread.number(Math.rint(from)),
                            Spread.number(Math.rint(to)));
        }
    }

    /**
     * By the pairs of the same round, which were measured within a minute: what the machine does
     * besides comes and goes more slowly than that.
     */
    Difference minus(Measured other) {
        SummaryStatistics differences = new SummaryStatistics();
        for (int round = 0; round < rounds.size(); round++) {
            differences.addValue(mean(rounds.get(round)) - mean(other.rounds.get(round)));
        }
        int pairs = rounds.size();
        if (pairs < 2) {
            return new Difference(
                    differences.getMean(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double width =
                new TDistribution(pairs - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                        * differences.getStandardDeviation()
                        / Math.sqrt(pairs);
        double mean = differences.getMean();
        return new Difference(mean, mean - width, mean + width);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}

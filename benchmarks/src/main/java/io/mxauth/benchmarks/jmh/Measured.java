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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One figure of JMH.
 *
 * @param nanos one value for each iteration of each fork
 * @param bytes that one operation allocates, in the middle
 */
record Measured(String subject, int threads, List<Double> nanos, double bytes, RunResult result) {

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
                nanos,
                bytes,
                result);
    }

    String param(String name) {
        return Objects.requireNonNull(result.getParams().getParam(name));
    }

    Spread spread() {
        return Spread.of(nanos);
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

    /** By Welch's method: the variances need not be the same. */
    Difference minus(Measured other) {
        SummaryStatistics mine = statistics(nanos);
        SummaryStatistics theirs = statistics(other.nanos);
        double a = mine.getVariance() / mine.getN();
        double b = theirs.getVariance() / theirs.getN();
        double freedom =
                (a + b) * (a + b) / (a * a / (mine.getN() - 1) + b * b / (theirs.getN() - 1));
        double width =
                new TDistribution(freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                        * Math.sqrt(a + b);
        double difference = mine.getMean() - theirs.getMean();
        return new Difference(difference, difference - width, difference + width);
    }

    private static SummaryStatistics statistics(List<Double> values) {
        SummaryStatistics statistics = new SummaryStatistics();
        values.forEach(statistics::addValue);
        return statistics;
    }
}

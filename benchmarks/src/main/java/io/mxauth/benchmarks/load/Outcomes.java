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
package io.mxauth.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How many calls succeeded and failed, and how long each took, in nanoseconds. */
public final class Outcomes {

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Histogram times = new ConcurrentHistogram(DIGITS);

    void served(long nanos) {
        served.incrementAndGet();
        times.recordValue(nanos);
    }

    void failed(long nanos) {
        failed.incrementAndGet();
        times.recordValue(nanos);
    }

    /** As they are now. */
    public Outcomes copy() {
        Outcomes copy = new Outcomes();
        copy.served.set(served.get());
        copy.failed.set(failed.get());
        copy.times.add(times);
        return copy;
    }

    public int served() {
        return served.get();
    }

    public int failed() {
        return failed.get();
    }

    public int calls() {
        return served() + failed();
    }

    /** In milliseconds. */
    public double percentile(double percent) {
        return times.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    /**
     * In milliseconds, where each thread wanted to make one call in that time: the calls that a long
     * one held up count as well.
     */
    public double percentileAt(Duration interval, double percent) {
        return times.copyCorrectedForCoordinatedOmission(interval.toNanos())
                        .getValueAtPercentile(percent)
                / NANOS_PER_MILLI;
    }

    /** In milliseconds. */
    public double max() {
        return times.getMaxValue() / NANOS_PER_MILLI;
    }
}

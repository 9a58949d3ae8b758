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
package io.mxauth.camel.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A timer that runs its tasks on the thread of the test that moves the time, each at its moment.
 * Safe for any number of threads.
 */
public final class ManualTimer implements Timer {

    private final ManualClock clock;
    private final List<Due> tasks = new ArrayList<>();

    public ManualTimer(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable task) {
        Due due = new Due(clock.nanoTime() + delay.toNanos(), task);
        tasks.add(due);
        return () -> cancel(due);
    }

    private synchronized void cancel(Due due) {
        tasks.remove(due);
    }

    /** Moves the clock on and runs what falls due on the way, what those tasks schedule included. */
    public void advance(Duration time) {
        long end = clock.nanoTime() + time.toNanos();
        for (Due due = next(end); due != null; due = next(end)) {
            clock.advance(Duration.ofNanos(Math.max(0, due.tick - clock.nanoTime())));
            due.task.run();
        }
        clock.advance(Duration.ofNanos(end - clock.nanoTime()));
    }

    /** How long it is to each task that waits, the nearest first. */
    public synchronized List<Duration> pending() {
        return tasks.stream()
                .map(due -> Duration.ofNanos(due.tick - clock.nanoTime()))
                .sorted()
                .toList();
    }

    private synchronized @Nullable Due next(long end) {
        Due next =
                tasks.stream()
                        .filter(due -> due.tick - end <= 0)
                        .min(Comparator.comparingLong(due -> due.tick - end))
                        .orElse(null);
        if (next != null) {
            tasks.remove(next);
        }
        return next;
    }

    /** A task, told from others by its identity. */
    private static final class Due {
        private final long tick;
        private final Runnable task;

        private Due(long tick, Runnable task) {
            this.tick = tick;
            this.task = task;
        }
    }
}

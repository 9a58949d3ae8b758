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
import io.mxauth.camel.token.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock and its timer, which stand still until the test moves them. */
final class ManualTime implements TimeSource, Timer {

    private final Instant epoch = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Task> tasks = new ArrayList<>();

    /** Begins next to the overflow of the ticks, where comparing instead of subtracting fails. */
    private final long origin = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private long elapsed;

    private record Task(long due, Runnable action) {}

    @Override
    public synchronized long nanoTime() {
        return origin + elapsed;
    }

    @Override
    public synchronized Instant now() {
        return epoch.plusNanos(elapsed);
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        Task task = new Task(elapsed + Math.max(0, delay.toNanos()), action);
        tasks.add(task);
        return () -> remove(task);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** Moves on, running on the way whatever falls due. */
    void pass(Duration duration) {
        long end;
        synchronized (this) {
            end = elapsed + duration.toNanos();
        }
        for (Task due = next(end); due != null; due = next(end)) {
            due.action().run();
        }
        synchronized (this) {
            elapsed = end;
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Task next(long end) {
        Task due =
                tasks.stream()
                        .filter(task -> task.due() <= end)
                        .min(Comparator.comparingLong(Task::due))
                        .orElse(null);
        if (due != null) {
            tasks.remove(due);
            elapsed = Math.max(elapsed, due.due());
        }
        return due;
    }

    synchronized int waiting() {
        return tasks.size();
    }
}

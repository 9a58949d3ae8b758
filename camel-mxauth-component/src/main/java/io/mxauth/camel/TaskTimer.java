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
package io.mxauth.camel;

import io.mxauth.camel.token.Timer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer on a scheduler's thread, which goes on whatever becomes of one of its tasks: renewals and
 * the ends of requests depend on it.
 */
final class TaskTimer implements Timer {

    private static final Logger LOG = LoggerFactory.getLogger(TaskTimer.class);

    private final ScheduledExecutorService scheduler;

    TaskTimer(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        try {
            Future<?> due =
                    scheduler.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> due.cancel(false);
        } catch (RejectedExecutionException e) {
            // Closed: whoever waits has been told so.
            return () -> {};
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Its message may quote anything, so only its kind and its place are told.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.error(
                    "A task of the timer failed by {} at {}. The timer goes on; please report this",
                    e.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
    }
}

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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTimerTest {

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final TaskTimer timer = new TaskTimer(scheduler);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("as planned"),
                new StackOverflowError("as planned"),
                new OutOfMemoryError("as planned"),
                new NoClassDefFoundError("as planned"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void timer_whoseTaskFails_runsTheNextOnTheSameThread(Throwable fault) throws Exception {
        CompletableFuture<Thread> before = new CompletableFuture<>();
        CompletableFuture<Thread> behind = new CompletableFuture<>();
        timer.after(
                Duration.ZERO,
                () -> {
                    before.complete(Thread.currentThread());
                    if (fault instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) fault;
                });
        timer.after(Duration.ofMillis(1), () -> behind.complete(Thread.currentThread()));

        assertThat(behind.get(10, TimeUnit.SECONDS)).isSameAs(before.get(10, TimeUnit.SECONDS));
    }

    @Test
    void task_ofATimerThatHasEnded_isNotRun() {
        scheduler.shutdownNow();
        CompletableFuture<Boolean> run = new CompletableFuture<>();

        timer.after(Duration.ZERO, () -> run.complete(true)).run();

        assertThat(run).isNotDone();
    }
}

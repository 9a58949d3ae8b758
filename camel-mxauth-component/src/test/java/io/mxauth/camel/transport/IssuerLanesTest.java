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
package io.mxauth.camel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IssuerLanesTest {

    private static final int WIDTH = 2;

    /** Threads that run when the test says so. */
    private final Queue<Runnable> pool = new ArrayDeque<>();

    private final IssuerLanes lanes = new IssuerLanes(pool::add, WIDTH);
    private final List<String> done = new ArrayList<>();

    @Test
    void lane_withMoreRequestsThanItIsWide_letsTheOthersWait() {
        request("a", 1, 2, 3, 4, 5);

        assertThat(pool).hasSize(WIDTH);
    }

    @Test
    void lane_thatIsFull_takesNoThreadFromAnother() {
        request("a", 1, 2, 3);
        request("b", 1);

        assertThat(pool).hasSize(WIDTH + 1);
    }

    @Test
    void requests_thatWaited_runInOrderUntilTheQueueIsEmpty() {
        request("a", 1, 2, 3, 4, 5);

        drain();

        assertThat(done).containsExactly("a1", "a2", "a3", "a4", "a5");
        request("a", 6);
        drain();
        assertThat(done).endsWith("a6");
    }

    @Test
    void request_thatFails_freesItsPlace() {
        lanes.run(
                "a",
                () -> {
                    throw new IllegalStateException("as planned");
                });
        request("a", 1, 2);

        assertThatThrownBy(pool.remove()::run).hasMessage("as planned");
        drain();

        assertThat(done).containsExactly("a1", "a2");
    }

    @Test
    void lane_usedByManyThreads_isNeverWiderAndLosesNothing() throws InterruptedException {
        int requests = 4_000;
        ExecutorService threads = Executors.newFixedThreadPool(16);
        IssuerLanes shared = new IssuerLanes(threads, WIDTH);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch finished = new CountDownLatch(requests);
        IntStream.range(0, requests)
                .parallel()
                .forEach(
                        i ->
                                shared.run(
                                        "a",
                                        () -> {
                                            most.accumulateAndGet(
                                                    running.incrementAndGet(), Math::max);
                                            running.decrementAndGet();
                                            finished.countDown();
                                        }));

        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(most.get()).isLessThanOrEqualTo(WIDTH);
    }

    private void request(String issuer, int... numbers) {
        for (int number : numbers) {
            lanes.run(issuer, () -> done.add(issuer + number));
        }
    }

    private void drain() {
        while (!pool.isEmpty()) {
            pool.remove().run();
        }
    }
}

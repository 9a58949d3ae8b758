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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Callers on threads of their own. */
public final class Load {

    private static final int OK = 200;

    private Load() {}

    /** One call; its argument is unique within the load, its result the HTTP status. */
    @FunctionalInterface
    public interface Call {
        int make(int number) throws Exception;
    }

    /** Makes calls as fast as so many threads can, all of which start at the same time. */
    public static Outcomes burst(int threads, int calls, Call call) {
        Outcomes outcomes = new Outcomes();
        AtomicInteger next = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(threads);
        join(
                start(
                        threads,
                        index -> {
                            ready.countDown();
                            ready.await();
                            int number = next.getAndIncrement();
                            while (number < calls) {
                                make(call, number, outcomes);
                                number = next.getAndIncrement();
                            }
                        }));
        return outcomes;
    }

    /** A load that goes on until it is stopped. */
    public static final class Steady {

        private final Outcomes outcomes = new Outcomes();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger next = new AtomicInteger();
        private final List<Thread> threads;

        /**
         * Starts it.
         *
         * @param interval from a call of a thread to its next one
         */
        public Steady(int threads, Duration interval, Call call) {
            long nanos = interval.toNanos();
            this.threads =
                    start(
                            threads,
                            index -> {
                                long due = System.nanoTime() + nanos * index / threads;
                                while (!stopped.get()) {
                                    sleepUntil(due);
                                    make(call, next.getAndIncrement(), outcomes);
                                    due = Math.max(due + nanos, System.nanoTime());
                                }
                            });
        }

        /** Ends it and waits for calls under way. */
        public Outcomes stop() {
            stopped.set(true);
            join(threads);
            return outcomes;
        }

        public Outcomes soFar() {
            return outcomes;
        }
    }

    public static Outcomes steady(int threads, Duration interval, Duration during, Call call) {
        Steady load = new Steady(threads, interval, call);
        sleepUntil(System.nanoTime() + during.toNanos());
        return load.stop();
    }

    private interface Work {
        void run(int index) throws Exception;
    }

    private static List<Thread> start(int threads, Work work) {
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int index = i;
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    work.run(index);
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            "benchmark-caller-" + i);
            thread.setDaemon(true);
            thread.start();
            started.add(thread);
        }
        return started;
    }

    private static void make(Call call, int number, Outcomes outcomes) {
        long start = System.nanoTime();
        boolean served;
        try {
            served = call.make(number) == OK;
        } catch (Exception e) {
            // Counted: which exception it is differs from peer to peer.
            served = false;
        }
        long took = System.nanoTime() - start;
        if (served) {
            outcomes.served(took);
        } else {
            outcomes.failed(took);
        }
    }

    /** Waits until that time of {@link System#nanoTime}. */
    public static void sleepUntil(long time) {
        long remaining = time - System.nanoTime();
        while (remaining > 0) {
            LockSupport.parkNanos(remaining);
            remaining = time - System.nanoTime();
        }
    }

    public static void sleep(Duration duration) {
        sleepUntil(System.nanoTime() + duration.toNanos());
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

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

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Runs requests on a shared pool of threads, at most so many at a time for one issuer, so that an
 * issuer that is slow takes no thread from the others. What is beyond that waits its turn.
 */
final class IssuerLanes {

    private final Executor pool;
    private final int width;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * @param width the most requests that run at a time for one issuer
     */
    IssuerLanes(Executor pool, int width) {
        this.pool = pool;
        this.width = width;
    }

    /**
     * Runs a request as soon as its issuer's lane is free.
     *
     * @param issuer scheme, host and port
     */
    void run(String issuer, Runnable request) {
        lanes.compute(
                issuer,
                (name, present) -> {
                    Lane lane = present == null ? new Lane() : present;
                    lane.waiting.add(request);
                    return lane;
                });
        next(issuer);
    }

    private void next(String issuer) {
        Runnable[] request = new Runnable[1];
        lanes.computeIfPresent(
                issuer,
                (name, lane) -> {
                    if (lane.running < width && !lane.waiting.isEmpty()) {
                        request[0] = lane.waiting.remove();
                        lane.running++;
                    }
                    return lane.running == 0 && lane.waiting.isEmpty() ? null : lane;
                });
        if (request[0] != null) {
            boolean taken = false;
            try {
                pool.execute(() -> runInLane(issuer, request[0]));
                taken = true;
            } finally {
                if (!taken) {
                    leave(issuer);
                }
            }
        }
    }

    private void runInLane(String issuer, Runnable request) {
        try {
            request.run();
        } finally {
            leave(issuer);
            next(issuer);
        }
    }

    private void leave(String issuer) {
        lanes.computeIfPresent(
                issuer,
                (name, lane) -> {
                    lane.running--;
                    return lane;
                });
    }

    /** Changed within the map's atomic operations only. */
    private static final class Lane {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }
}

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
package io.mxauth.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The requests one provider was asked, in the order of their arrival. It counts all and keeps the
 * last 10,000, so that a load test does not fill the memory. Safe for use by many threads.
 */
final class RequestLog {

    private static final int KEPT = 10_000;

    private final String provider;
    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    RequestLog(String provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    synchronized Entry arrived(Kind kind, Request request) {
        Entry entry = new Entry(clock.instant(), request);
        counts.merge(kind, 1, Integer::sum);
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        return entry;
    }

    synchronized List<RecordedRequest> requests() {
        return entries.stream().map(entry -> entry.recorded(provider)).toList();
    }

    synchronized int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    synchronized void clear() {
        entries.clear();
        counts.clear();
    }

    /** A request in the log, whose status becomes known when it is answered. */
    static final class Entry {

        private final Instant at;
        private final Request request;
        private volatile int status;

        private Entry(Instant at, Request request) {
            this.at = at;
            this.request = request;
        }

        void answered(int withStatus) {
            status = withStatus;
        }

        private RecordedRequest recorded(String provider) {
            return new RecordedRequest(
                    at,
                    provider,
                    request.method(),
                    request.path(),
                    request.headers(),
                    request.body(),
                    status);
        }
    }
}

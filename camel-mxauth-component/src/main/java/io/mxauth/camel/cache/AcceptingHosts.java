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
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that took a token of one key lately. A host that did and now says that a fresh token is
 * invalid means what it says; one that never did may want another audience. Safe for any number of
 * threads, and costs a look at the clock where the same host is called again.
 */
final class AcceptingHosts {

    private static final Duration LATELY = Duration.ofMinutes(10);

    /** How exactly the time of an acceptance is known. */
    private static final long SAMPLE = Duration.ofSeconds(10).toNanos();

    /** More hosts than an API has; what is beyond is not remembered. */
    private static final int MOST = 16;

    private final TimeSource time;
    private volatile @Nullable Host first;

    AcceptingHosts(TimeSource time) {
        this.time = time;
    }

    private static final class Host {
        private final String name;
        private final @Nullable Host next;
        private final int count;
        private volatile long at;

        /** The URL that was called last; that of an endpoint is the same object each time. */
        private volatile URI seen;

        private Host(String name, URI seen, long at, @Nullable Host next) {
            this.name = name;
            this.seen = seen;
            this.at = at;
            this.next = next;
            this.count = next == null ? 1 : next.count + 1;
        }
    }

    /**
     * A host took a token.
     *
     * @param naming the host's name of a URL, asked only where it is not known
     */
    @SuppressWarnings("ReferenceEquality") // the cheap case; what it misses is found by name
    void accepted(URI target, Function<URI, String> naming) {
        for (Host host = first; host != null; host = host.next) {
            if (host.seen == target) {
                refresh(host);
                return;
            }
        }
        String name = naming.apply(target);
        Host known = find(name);
        if (known == null) {
            add(name, target);
        } else {
            known.seen = target;
            refresh(known);
        }
    }

    private void refresh(Host host) {
        long now = time.nanoTime();
        if (now - host.at >= SAMPLE) {
            host.at = now;
        }
    }

    private synchronized void add(String name, URI target) {
        Host head = first;
        if (find(name) == null && (head == null || head.count < MOST)) {
            first = new Host(name, target, time.nanoTime(), head);
        }
    }

    private @Nullable Host find(String name) {
        Host host = first;
        while (host != null && !host.name.equals(name)) {
            host = host.next;
        }
        return host;
    }

    /** Whether that host took a token in the last ten minutes. */
    boolean hasAcceptedLately(String name) {
        Host host = find(name);
        return host != null && time.nanoTime() - host.at < LATELY.toNanos();
    }
}

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
package io.mxauth.benchmarks.peer;

import io.mxauth.benchmarks.server.Site;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a peer is pointed at.
 *
 * @param clientId not used before, since one of the peers keeps its tokens for the whole JVM
 * @param lifetime what the issuer will say, for those who have to be configured for it
 */
public record Target(URI tokenEndpoint, URI api, String clientId, Duration lifetime) {

    static final String SECRET = "not-so-secret";

    private static final AtomicInteger CLIENTS = new AtomicInteger();
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public static Target of(Site site, Duration lifetime) {
        return new Target(
                site.issuer().tokenEndpoint(),
                site.api().uri(),
                "client-" + CLIENTS.incrementAndGet(),
                lifetime);
    }

    /** A twentieth of the life, at least 1 s: the margin of who knows how long tokens live. */
    Duration margin() {
        return atLeastASecond(lifetime.dividedBy(20));
    }

    /** A fifth of the life, but more than the margin: when a token in use is renewed. */
    Duration ahead() {
        Duration fifth = lifetime.dividedBy(5);
        Duration least = margin().plus(SHORTEST);
        return fifth.compareTo(least) < 0 ? least : fifth;
    }

    private static Duration atLeastASecond(Duration duration) {
        return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
    }
}

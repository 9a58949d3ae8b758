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
package io.mxauth.camel.shared;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with the store, for the health check and for one warning an outage. Safe for any
 * number of threads.
 */
public final class StoreOutage {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOutage.class);

    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    /**
     * A failure of the store that stands.
     *
     * @param since when it was first seen
     * @param why in words
     */
    public record Trouble(Instant since, String why) {}

    /** The failure that stands for the longest time, if there is one. */
    public Optional<Trouble> standing() {
        return troubles.values().stream().min((a, b) -> a.since().compareTo(b.since()));
    }

    /** A key could not be read or written. */
    void failed(String key, StoreFailure failure, Instant now) {
        boolean known =
                troubles.values().stream().anyMatch(trouble -> trouble.why().equals(failure.why()));
        troubles.putIfAbsent(key, new Trouble(now, failure.why()));
        if (!known) {
            LOG.warn(
                    "The token store failed: {}. Tokens that can be fetched anew are kept in memory"
                            + " until it works again; refresh tokens are not spent",
                    failure.why());
        }
    }

    /**
     * A key was read or written. What other keys failed by is over as well, unless it names the key:
     * then it is about that one entry.
     */
    void worked(String key) {
        if (troubles.isEmpty()) {
            return;
        }
        troubles.remove(key);
        troubles.entrySet().removeIf(entry -> !entry.getValue().why().contains(entry.getKey()));
        if (troubles.isEmpty()) {
            LOG.info("The token store works again");
        }
    }
}

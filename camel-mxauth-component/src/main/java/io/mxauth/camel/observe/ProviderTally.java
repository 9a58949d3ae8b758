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
package io.mxauth.camel.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What was counted of one provider since its component was made. Safe for any number of threads. */
public final class ProviderTally {

    private final String provider;

    /** Immutable and small: token requests are rare, and providers may be many. */
    private volatile Map<String, Long> requests = Map.of();

    private volatile long retries;

    /** Null as long as nobody looks: counting costs as much as all the rest of a hit. */
    private volatile @Nullable LongAdder hits;

    private volatile boolean usesApiKey;

    ProviderTally(String provider) {
        this.provider = provider;
    }

    public String provider() {
        return provider;
    }

    /** How many calls were served with a token in hand, since somebody looked for the first time. */
    public long hits() {
        LongAdder counted = hits;
        return counted == null ? 0 : counted.sum();
    }

    /** How many calls of an API were repeated with another token, after a 401. */
    public long unauthorizedRetries() {
        return retries;
    }

    /** How many token requests ended how, by outcome: {@code success}, or a reason in lower case. */
    public Map<String, Long> requests() {
        return new TreeMap<>(requests);
    }

    /** Whether calls carry an API key of this provider, for which there is no token. */
    public boolean usesApiKey() {
        return usesApiKey;
    }

    /** Some calls carry an API key of this provider. */
    public void keyUsed() {
        usesApiKey = true;
    }

    /** A call was served with a token in hand. */
    public void hit() {
        LongAdder counted = hits;
        if (counted != null) {
            counted.increment();
        }
    }

    /** A call is repeated with another token. */
    public synchronized void retried() {
        retries++;
    }

    synchronized void requested(String outcome) {
        Map<String, Long> counted = new TreeMap<>(requests);
        counted.merge(outcome, 1L, Long::sum);
        requests = Map.copyOf(counted);
    }

    synchronized void countHits() {
        if (hits == null) {
            hits = new LongAdder();
        }
    }
}

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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A {@link TokenStore} of a test's own, without sections, whose entries can be looked at. */
final class MapStore implements TokenStore {

    record Saved(Entry entry, Instant expiry) {}

    final Map<String, Saved> entries = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong(ABSENT);

    @Override
    public @Nullable Entry load(String key) {
        Saved saved = entries.get(key);
        return saved == null ? null : saved.entry();
    }

    @Override
    public boolean save(String key, String value, Instant expiry, long version) {
        Saved next = new Saved(new Entry(value, versions.incrementAndGet()), expiry);
        Saved held =
                entries.compute(
                        key,
                        (k, present) -> {
                            long found = present == null ? ABSENT : present.entry().version();
                            return found == version ? next : present;
                        });
        return next.equals(held);
    }

    @Override
    public boolean forget(String key) {
        return entries.remove(key) != null;
    }

    @Override
    public @Nullable Section tryEnter(String key, Duration lease) {
        throw new UnsupportedOperationException();
    }
}

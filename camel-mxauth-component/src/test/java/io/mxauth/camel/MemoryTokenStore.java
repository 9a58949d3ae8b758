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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in this JVM's memory: the shortest one that keeps the contract, for tests. */
public final class MemoryTokenStore implements TokenStore {

    private final Map<String, Kept> entries = new HashMap<>();
    private final Map<String, MemorySection> sections = new HashMap<>();
    private long lastVersion;

    private record Kept(Entry entry, Instant expiry) {}

    @Override
    public synchronized @Nullable Entry load(String key) {
        Kept kept = entries.get(key);
        return kept == null || !kept.expiry().isAfter(Instant.now()) ? null : kept.entry();
    }

    @Override
    public synchronized boolean save(String key, String value, Instant expiry, long version) {
        if (version(load(key)) != version) {
            return false;
        }
        put(key, value, expiry);
        return true;
    }

    private static long version(@Nullable Entry entry) {
        return entry == null ? ABSENT : entry.version();
    }

    private Entry put(String key, String value, Instant expiry) {
        Entry entry = new Entry(value, ++lastVersion);
        entries.put(key, new Kept(entry, expiry));
        return entry;
    }

    @Override
    public synchronized boolean forget(String key) {
        boolean there = load(key) != null;
        entries.remove(key);
        return there;
    }

    @Override
    public synchronized @Nullable Section tryEnter(String key, Duration lease) {
        MemorySection present = sections.get(key);
        if (present != null && !present.isOver()) {
            return null;
        }
        MemorySection section = new MemorySection(key, System.nanoTime() + lease.toNanos());
        sections.put(key, section);
        return section;
    }

    /** Until when an entry is kept, or null where there is none. */
    public synchronized @Nullable Instant expiry(String key) {
        Kept kept = entries.get(key);
        return kept == null ? null : kept.expiry();
    }

    /** What is kept now, by key. */
    public synchronized Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        Set<String> keys = new HashSet<>(entries.keySet());
        keys.forEach(
                key -> {
                    Entry entry = load(key);
                    if (entry != null) {
                        values.put(key, entry.value());
                    }
                });
        return values;
    }

    private final class MemorySection implements Section {

        private final String key;
        private final long end;
        private @Nullable Long seen;

        private MemorySection(String key, long end) {
            this.key = key;
            this.end = end;
        }

        private boolean isOver() {
            return System.nanoTime() - end >= 0 || !equals(sections.get(key));
        }

        @Override
        public @Nullable Entry load() {
            synchronized (MemoryTokenStore.this) {
                Entry entry = MemoryTokenStore.this.load(key);
                seen = version(entry);
                return entry;
            }
        }

        @Override
        public void save(String value, Instant expiry) {
            synchronized (MemoryTokenStore.this) {
                boolean changed = seen != null && seen != version(MemoryTokenStore.this.load(key));
                if (isOver() || changed) {
                    throw new TokenStoreException("The section of '" + key + "' is over");
                }
                seen = put(key, value, expiry).version();
            }
        }

        @Override
        public boolean forget() {
            synchronized (MemoryTokenStore.this) {
                if (isOver()) {
                    throw new TokenStoreException("The section of '" + key + "' is over");
                }
                seen = ABSENT;
                return MemoryTokenStore.this.forget(key);
            }
        }

        @Override
        public void close() {
            synchronized (MemoryTokenStore.this) {
                sections.remove(key, this);
            }
        }
    }
}

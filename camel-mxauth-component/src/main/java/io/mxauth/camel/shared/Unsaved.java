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

import io.mxauth.camel.token.StoreKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What could not be written and is kept here until it can be, since it may hold the only copy of a
 * refresh token. Safe for any number of threads.
 */
final class Unsaved {

    private final Map<StoreKey, Change> changes = new ConcurrentHashMap<>();

    /**
     * A change that is to be made still.
     *
     * @param before what is in the store, if nobody else was faster; null for nothing
     * @param after what belongs there
     */
    record Change(@Nullable StoredGrant before, StoredGrant after) {

        boolean appliesTo(@Nullable StoredGrant stored) {
            return Objects.equals(before, stored);
        }
    }

    void add(StoreKey at, Change change) {
        changes.put(at, change);
    }

    @Nullable Change of(StoreKey at) {
        return changes.get(at);
    }

    void remove(StoreKey at, Change change) {
        changes.remove(at, change);
    }

    /** Forgets all, as nobody can write any more. */
    void clear() {
        changes.clear();
    }
}

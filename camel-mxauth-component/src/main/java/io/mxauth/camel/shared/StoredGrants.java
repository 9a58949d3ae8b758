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

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps under one key: the grants of one account, by where they began. Usually it is
 * one; of more than a few the oldest are given up.
 *
 * @param others what stands for any grant that is not among them, or null; not kept by a write
 */
record StoredGrants(Map<String, StoredGrant> byRoot, @Nullable StoredGrant others) {

    static final StoredGrants NONE = new StoredGrants(Map.of());

    /**
     * What cannot be read. Every grant was there and is spent: a configured refresh token that may
     * have been used is not sent because of it.
     */
    static final StoredGrants UNREADABLE =
            new StoredGrants(Map.of(), StoredGrant.of(null, Instant.EPOCH));

    private static final int MOST = 8;

    /**
     * Refresh tokens have no known end, and who is connected stays so; what was not used for so long
     * is taken for dead.
     */
    private static final Duration KEPT = Duration.ofDays(400);

    /** A token that has ended is still good for telling that it is known. */
    private static final Duration KEPT_ENDED = Duration.ofMinutes(5);

    StoredGrants {
        byRoot = Map.copyOf(byRoot);
    }

    StoredGrants(Map<String, StoredGrant> byRoot) {
        this(byRoot, null);
    }

    @Nullable StoredGrant of(String root) {
        return byRoot.getOrDefault(root, others);
    }

    StoredGrants with(String root, StoredGrant grant) {
        Map<String, StoredGrant> grants = new LinkedHashMap<>(byRoot);
        grants.remove(root);
        while (grants.size() >= MOST) {
            grants.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().written()))
                    .map(Map.Entry::getKey)
                    .ifPresent(grants::remove);
        }
        grants.put(root, grant);
        return new StoredGrants(grants);
    }

    StoredGrants without(String root) {
        Map<String, StoredGrant> grants = new LinkedHashMap<>(byRoot);
        grants.remove(root);
        return new StoredGrants(grants);
    }

    /** When nothing of it is worth keeping any more. */
    Instant expiry(Instant now) {
        return byRoot.values().stream()
                .map(
                        grant ->
                                grant.refresh() != null
                                                || grant.access() == null
                                                || grant.subject() != null
                                        ? now.plus(KEPT)
                                        : grant.access().expires().plus(KEPT_ENDED))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    @Override
    public String toString() {
        return "StoredGrants[" + byRoot.size() + "]";
    }
}

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

import io.mxauth.camel.provider.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A store that other JVMs share, as the token core sees it: nothing blocks. Every future fails with
 * a {@link StoreFailure}, also where the store gives no answer for too long; what it does after
 * that, nobody knows.
 */
public interface SharedStore {

    /** The version of an entry that must not exist yet. */
    long ABSENT = 0;

    CompletableFuture<Optional<Entry>> load(String key);

    /** Writes on condition that the entry is still of that version. */
    CompletableFuture<Boolean> save(String key, Secret value, Instant expiry, long version);

    /** Deletes an entry; completes with whether it was this call that did. */
    CompletableFuture<Boolean> forget(String key);

    /** Enters the exclusive section of a key; empty where another is in it. */
    CompletableFuture<Optional<Section>> tryEnter(String key, Duration lease);

    /**
     * Encrypts a text, bound to a context, at once; fails with {@link UnsupportedOperationException}
     * where the store has no keys for that.
     */
    CompletableFuture<byte[]> seal(String text, String context);

    /** Decrypts what {@link #seal} made; empty where it is none of that. Fails likewise. */
    CompletableFuture<Optional<String>> open(byte[] sealed, String context);

    /** What is kept under a key. */
    record Entry(Secret value, long version) {}

    /** The exclusive section of one key. */
    interface Section {

        CompletableFuture<Optional<Entry>> load();

        /** Writes the entry; always true. */
        CompletableFuture<Boolean> save(Secret value, Instant expiry);

        /** Deletes the entry; completes with whether there was one. */
        CompletableFuture<Boolean> forget();

        /** Leaves it; never fails. */
        CompletableFuture<?> close();
    }
}

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place where what must outlive this JVM, or be shared with others, is kept: the tokens of each
 * grant. A store knows nothing of tokens; it holds texts under keys, each with the version that it
 * was written as. A store that has encryption keys can also seal what a browser keeps during a login.
 *
 * <p><b>Keys</b> have no secret in them, at most {@value #MAXIMUM_KEY_LENGTH} characters, and are
 * the same in every JVM with the same settings. <b>Values</b> are secret: a store that keeps them
 * outside this JVM encrypts them, bound to their key, so that a value cannot be moved to another.
 *
 * <p><b>Atomicity</b>: a save or a forget is done as a whole or not at all, and durable when it
 * returns; whoever loads later, in whichever JVM, sees it. Of several saves on condition of the
 * same version one is done.
 *
 * <p><b>Sections</b> are exclusive per key among all JVMs that share the store. A section ends when
 * it is closed, when its JVM dies, or with its lease, whichever is first. Outside a section,
 * loading is always possible, and saving is not held up for longer than the section's lease. A
 * process may be stopped for longer than its lease and then go on, so that for a moment two believe
 * to be inside; what the one has written, the other does not overwrite unseen.
 *
 * <p><b>Threads</b>: safe for any number. Methods may block, and are called on threads of the
 * component, never on a route's. The component waits some seconds for an answer and then takes the
 * call for failed, whatever it does after that.
 *
 * <p><b>Failure</b>: {@link TokenStoreException}, whose message is shown to people and so holds no
 * key material, value, password or URL with one. Any other runtime exception counts as one too, but
 * only its class is shown. After a failed save nobody knows whether it was done.
 */
public interface TokenStore {

    /** The most characters that a key has. */
    int MAXIMUM_KEY_LENGTH = 200;

    /** The version on condition of which an entry is saved that must not exist yet. */
    long ABSENT = 0;

    /**
     * The entry of a key.
     *
     * @return null where there is none, or it is past its expiry
     */
    @Nullable Entry load(String key);

    /**
     * Writes an entry on condition that it is still the one that was read.
     *
     * @param expiry when the store may delete it, on the wall clock
     * @param version of the entry that is replaced, or {@link #ABSENT}
     * @return whether it was written
     */
    boolean save(String key, String value, Instant expiry, long version);

    /**
     * Deletes the entry of a key, whichever version it is. An entry that is saved under that key
     * later has a version that none before it had.
     *
     * @return whether this call deleted one: of several at a time only one is told so
     */
    boolean forget(String key);

    /**
     * Enters the exclusive section of a key, if nobody is in it; never waits for whoever is. A store
     * may bound how many sections this JVM is in at a time.
     *
     * @param lease after which the section is over even if it was not closed
     * @return null where another is in it, or there are too many for now
     */
    @Nullable Section tryEnter(String key, Duration lease);

    /**
     * Encrypts and authenticates a text that a browser is to keep (AEAD), by keys that all JVMs with
     * this store have. Optional. It only computes: unlike the other methods it is called on a route's
     * thread, so it reads no database and waits for nothing.
     *
     * @param text secret
     * @param context is bound to it, and is not secret; no value that is stored under a key may be
     *     taken for something sealed, nor the other way round
     * @throws UnsupportedOperationException where the store has no keys; the component then keeps a
     *     key of its own as one entry of the store
     */
    default byte[] seal(String text, String context) {
        throw new UnsupportedOperationException();
    }

    /**
     * Decrypts what {@link #seal} made, in whichever JVM; only computes, likewise.
     *
     * @return null where it was altered, was sealed with another context, or by keys that this JVM
     *     does not have
     * @throws UnsupportedOperationException as {@link #seal}
     */
    default @Nullable String open(byte[] sealed, String context) {
        throw new UnsupportedOperationException();
    }

    /**
     * What is kept under a key.
     *
     * @param value the text, secret
     * @param version above {@link #ABSENT}, and another after each save
     */
    record Entry(String value, long version) {

        public Entry {
            Objects.requireNonNull(value);
            if (version <= ABSENT) {
                throw new IllegalArgumentException("version: above " + ABSENT);
            }
        }

        @Override
        public String toString() {
            return "Entry[version " + version + "]";
        }
    }

    /**
     * The exclusive section of one key, to be closed by whoever entered it. What is read and written
     * here needs no other connection than the section's own, so that many sections at a time cannot
     * wait for each other. Used by one thread at a time, not always the same one.
     */
    interface Section extends AutoCloseable {

        /** As {@link TokenStore#load}. */
        @Nullable Entry load();

        /**
         * Writes the key's entry; durable when it returns. Once it was loaded or written in this
         * section, it is written on condition that nobody else has written it since then.
         *
         * @throws TokenStoreException also where the lease is over or that condition does not hold:
         *     then nothing was written
         */
        void save(String value, Instant expiry);

        /** As {@link TokenStore#forget}. */
        boolean forget();

        /** Leaves the section; a second call does nothing. Never throws. */
        @Override
        void close();
    }
}

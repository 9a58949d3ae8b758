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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store that does what another one does, unless the test says that it fails. */
final class TroubledStore implements TokenStore {

    static final String WHY = "The cellar is under water";

    private final TokenStore store;

    volatile String why = WHY;

    /** What is thrown instead of an exception of a store, or null. */
    volatile @Nullable Error error;

    /** What was asked, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** The names of the calls that fail, {@code *} for all. */
    final List<String> failing = new CopyOnWriteArrayList<>();

    TroubledStore(TokenStore store) {
        this.store = store;
    }

    private void call(String what) {
        calls.add(what);
        if (failing.contains("*") || failing.contains(what)) {
            Error thrown = error;
            if (thrown != null) {
                throw thrown;
            }
            throw new TokenStoreException(why);
        }
    }

    @Override
    public @Nullable Entry load(String key) {
        call("load");
        return store.load(key);
    }

    @Override
    public boolean save(String key, String value, Instant expiry, long version) {
        call("save");
        return store.save(key, value, expiry, version);
    }

    @Override
    public boolean forget(String key) {
        call("forget");
        return store.forget(key);
    }

    @Override
    public @Nullable Section tryEnter(String key, Duration lease) {
        call("enter");
        Section section = store.tryEnter(key, lease);
        return section == null ? null : new TroubledSection(section);
    }

    private final class TroubledSection implements Section {

        private final Section section;

        private TroubledSection(Section section) {
            this.section = section;
        }

        @Override
        public @Nullable Entry load() {
            call("section load");
            return section.load();
        }

        @Override
        public void save(String value, Instant expiry) {
            call(value.contains("\"spending\"") ? "section mark" : "section save");
            section.save(value, expiry);
            if (failing.contains("answer of section save")) {
                throw new TokenStoreException(why);
            }
        }

        @Override
        public boolean forget() {
            call("section forget");
            return section.forget();
        }

        @Override
        public void close() {
            calls.add("close");
            section.close();
        }
    }
}

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

import io.mxauth.camel.login.Subjects;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Knows by a {@link TokenStore} who is connected, for all pods and after a restart. */
final class StoredSubjects implements Subjects {

    private static final String PREFIX = "subject:";

    /** A connection ends by being disconnected; a store wants to know an end all the same. */
    private static final Duration KEPT = Duration.ofDays(3650);

    private final TokenStore store;
    private final TimeSource time;

    StoredSubjects(TokenStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public @Nullable String of(GrantKey grant) {
        TokenStore.Entry entry = StoredLogins.guarded(() -> store.load(key(grant)));
        return entry == null ? null : entry.value();
    }

    @Override
    public String connect(GrantKey grant, String subject) {
        String connected = of(grant);
        if (connected != null) {
            return connected;
        }
        if (StoredLogins.guarded(
                () -> store.save(key(grant), subject, time.now().plus(KEPT), TokenStore.ABSENT))) {
            return subject;
        }
        connected = of(grant);
        if (connected == null) {
            throw new TokenStoreException(
                    "Somebody was connected and disconnected at the same time; log in again");
        }
        return connected;
    }

    @Override
    public void disconnect(GrantKey grant) {
        boolean unused = StoredLogins.guarded(() -> store.forget(key(grant)));
    }

    private static String key(GrantKey grant) {
        return PREFIX + grant.provider() + ":" + grant.fingerprint();
    }
}

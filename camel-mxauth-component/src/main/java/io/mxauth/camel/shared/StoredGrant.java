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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One grant as it is kept in a store.
 *
 * @param access the access token, or null
 * @param refresh the refresh token; null where none was issued, or none works any more
 * @param reusable whether the refresh token is known to outlive its use
 * @param spending the mark of whoever is sending the refresh token, or null. Found outside of his
 *     section it says that he may have sent it, and that nobody knows what became of it
 * @param subject who logged in, or null
 * @param written when this was written
 */
record StoredGrant(
        @Nullable StoredToken access,
        @Nullable Secret refresh,
        boolean reusable,
        @Nullable String spending,
        @Nullable String subject,
        Instant written) {

    static StoredGrant of(@Nullable Secret refresh, Instant now) {
        return new StoredGrant(null, refresh, false, null, null, now);
    }

    StoredGrant withoutAccess(Instant now) {
        return new StoredGrant(null, refresh, reusable, spending, subject, now);
    }

    StoredGrant spentBy(@Nullable String mark, Instant now) {
        return new StoredGrant(access, refresh, reusable, mark, subject, now);
    }

    StoredGrant withRefresh(@Nullable Secret token, boolean knownReusable, Instant now) {
        return new StoredGrant(access, token, knownReusable, null, subject, now);
    }

    StoredGrant withAccess(@Nullable StoredToken token) {
        return new StoredGrant(token, refresh, reusable, spending, subject, written);
    }

    @Override
    public String toString() {
        return "StoredGrant[written " + written + "]";
    }
}

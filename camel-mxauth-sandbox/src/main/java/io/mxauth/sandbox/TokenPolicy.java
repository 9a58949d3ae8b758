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
package io.mxauth.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long one provider's tokens live and what its token answers say of it. */
final class TokenPolicy {

    private final Duration usualLifetime;
    private final boolean usuallyRefreshable;

    private Duration lifetime;
    private boolean refreshable;
    private boolean overridden;
    private @Nullable String rawExpiresIn;

    TokenPolicy(Duration usualLifetime, boolean usuallyRefreshable) {
        this.usualLifetime = usualLifetime;
        this.usuallyRefreshable = usuallyRefreshable;
        this.lifetime = usualLifetime;
        this.refreshable = usuallyRefreshable;
    }

    synchronized Duration lifetime() {
        return lifetime;
    }

    synchronized void lifetime(Duration time) {
        lifetime = time;
    }

    synchronized boolean refreshable() {
        return refreshable;
    }

    synchronized void refreshable(boolean yes) {
        refreshable = yes;
    }

    synchronized void expiresIn(@Nullable String rawJson) {
        overridden = true;
        rawExpiresIn = rawJson;
    }

    synchronized void putExpiresIn(ObjectNode answer) {
        if (!overridden) {
            answer.put("expires_in", lifetime.toSeconds());
        } else if (rawExpiresIn != null) {
            answer.putRawValue("expires_in", new RawValue(rawExpiresIn));
        }
    }

    synchronized void reset() {
        lifetime = usualLifetime;
        refreshable = usuallyRefreshable;
        overridden = false;
        rawExpiresIn = null;
    }
}

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
package io.mxauth.camel.transport;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Ends one HTTP request from another thread, by closing its connection: the only way to end a
 * blocking read whose bytes dribble in.
 */
final class RequestAbort {

    private @Nullable Cancellable request;
    private boolean aborted;

    /** The request that is now under way. */
    void attach(Cancellable started) {
        synchronized (this) {
            request = started;
            if (!aborted) {
                return;
            }
        }
        started.cancel();
    }

    void abort() {
        Cancellable toEnd;
        synchronized (this) {
            aborted = true;
            toEnd = request;
        }
        if (toEnd != null) {
            toEnd.cancel();
        }
    }
}

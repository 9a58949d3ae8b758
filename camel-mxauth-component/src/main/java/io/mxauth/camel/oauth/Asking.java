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
package io.mxauth.camel.oauth;

import org.jspecify.annotations.Nullable;

/**
 * How an issuer is asked in one fetch.
 *
 * @param maxAttempts the most token requests; a refused refresh token or client secret adds one more
 *     each
 * @param recording keeps what is sent and answered, and lets an endpoint that is discovered be
 *     discovered anew; or null
 */
public record Asking(int maxAttempts, @Nullable RecordingTransport recording) {

    public static Asking upTo(int maxAttempts) {
        return new Asking(maxAttempts, null);
    }

    /** Repeats nothing because of a fault. */
    public static Asking recorded(RecordingTransport recording) {
        return new Asking(1, recording);
    }
}

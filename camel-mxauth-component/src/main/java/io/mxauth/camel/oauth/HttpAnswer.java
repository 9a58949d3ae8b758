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
 * An issuer's answer. The text form shows the status only.
 *
 * @param status the HTTP status
 * @param retryAfter the {@code Retry-After} header as it stands, or null
 * @param date the {@code Date} header as it stands, or null
 * @param location the {@code Location} header as it stands, or null
 * @param body the body's bytes, not above the transport's bound
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read once
public record HttpAnswer(
        int status,
        @Nullable String retryAfter,
        @Nullable String date,
        @Nullable String location,
        byte[] body) {

    /** An answer without the headers that only a person asks for. */
    public HttpAnswer(int status, @Nullable String retryAfter, byte[] body) {
        this(status, retryAfter, null, null, body);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}

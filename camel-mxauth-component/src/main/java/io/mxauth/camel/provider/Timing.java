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
package io.mxauth.camel.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When tokens are renewed and how long an issuer is waited for.
 *
 * @param refreshAhead how long before its end a token is renewed; null: 20 % of its life, at most 1 h
 * @param expiryMargin how long before its end a token is no longer handed out; null: 5 % of its
 *     life, at most 10 s
 * @param defaultLifetime the life of a token whose answer does not tell
 * @param requestTimeout the bound of one whole fetch, repetitions included
 * @param maxAttempts the most requests that one fetch makes
 */
public record Timing(
        @Nullable Duration refreshAhead,
        @Nullable Duration expiryMargin,
        Duration defaultLifetime,
        Duration requestTimeout,
        int maxAttempts) {

    static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
    static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    static final int DEFAULT_MAX_ATTEMPTS = 3;
}

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

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a log-in has to know of an issuer, configured or discovered.
 *
 * @param authorization where the browser is sent
 * @param token where a code is exchanged, or null
 * @param keys where its public keys are, or null
 * @param issuer its name, or null
 * @param namesItself whether it says that each answer to the browser has its name in it (RFC 9207)
 */
public record IssuerFacts(
        URI authorization,
        @Nullable URI token,
        @Nullable URI keys,
        @Nullable String issuer,
        boolean namesItself) {

    /** Scheme, host and port that a code is sent to. */
    public String place() {
        URI uri = token == null ? authorization : token;
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}

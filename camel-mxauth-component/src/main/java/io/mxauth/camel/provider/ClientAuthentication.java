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

import java.util.Arrays;
import java.util.Optional;

/** How a client proves who it is at the issuer. */
public enum ClientAuthentication {
    /** HTTP Basic, id and secret form-encoded first (RFC 6749 section 2.3.1). */
    CLIENT_SECRET_BASIC("client_secret_basic"),
    /** HTTP Basic with {@code id:secret} as it is, for servers that do not undo the encoding. */
    CLIENT_SECRET_BASIC_PLAIN("client_secret_basic_plain"),
    /** Id and secret in the request body. */
    CLIENT_SECRET_POST("client_secret_post"),
    /** A public client: the id, where there is one, in the request body. */
    NONE("none");

    private final String value;

    ClientAuthentication(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    /** Whether the client proves itself by a secret. */
    public boolean needsSecret() {
        return this != NONE;
    }

    public static Optional<ClientAuthentication> of(String value) {
        return Arrays.stream(values()).filter(a -> a.value.equalsIgnoreCase(value)).findFirst();
    }
}

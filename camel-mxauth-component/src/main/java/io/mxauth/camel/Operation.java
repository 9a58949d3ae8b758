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

import java.util.Arrays;
import java.util.Optional;

/** What an {@code mxauth:} endpoint does. */
enum Operation {
    AUTHORIZE,
    RELEASE,
    TOKEN,
    REFRESH,
    INVALIDATE,
    INTROSPECT,
    REVOKE,
    VERIFY,
    LOGIN,
    CALLBACK;

    /** For the endpoint's documentation; a test holds it against the constants. */
    static final String NAMES =
            "authorize,release,token,refresh,invalidate,introspect,revoke,verify,login,callback";

    static Optional<Operation> of(String name) {
        return Arrays.stream(values()).filter(o -> o.name().equalsIgnoreCase(name)).findFirst();
    }
}

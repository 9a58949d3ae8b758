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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an issuer. The text form shows method and host only.
 *
 * @param method GET or POST
 * @param uri where it goes
 * @param headers its headers, secrets among them
 * @param body a form, already encoded, or null
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, @Nullable String body) {

    @Override
    public String toString() {
        return method + " " + uri.getAuthority();
    }
}

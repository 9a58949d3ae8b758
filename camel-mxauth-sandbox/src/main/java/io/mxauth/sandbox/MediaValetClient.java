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

/** The authentication of MediaValet's client: in the body, or as form-encoded HTTP Basic. */
final class MediaValetClient {

    private final Settings settings;

    MediaValetClient(Settings settings) {
        this.settings = settings;
    }

    /** Returns the client's id, if its credentials are right. */
    String authenticate(Request request, Form form) {
        BasicCredentials sent;
        if (request.has("Authorization")) {
            // RFC 6749 section 2.3: not more than one method in a request.
            if (form.has("client_secret")) {
                throw IdentityServerErrors.refusal("invalid_request");
            }
            BasicCredentials encoded = BasicCredentials.of(request);
            sent = encoded == null ? null : encoded.formDecoded();
        } else {
            sent = new BasicCredentials(form.get("client_id", ""), form.get("client_secret", ""));
        }
        if (sent == null || !sent.match(settings)) {
            throw IdentityServerErrors.refusal("invalid_client");
        }
        return sent.id();
    }
}

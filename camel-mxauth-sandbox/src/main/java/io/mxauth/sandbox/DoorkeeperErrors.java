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

/** The errors of Doorkeeper: 401 for an unknown client, else 400, and WWW-Authenticate on all. */
final class DoorkeeperErrors {

    private DoorkeeperErrors() {}

    static Refusal refusal(String error, String description) {
        int status = error.equals("invalid_client") ? 401 : 400;
        return new Refusal(answer(status, error, description));
    }

    static Refusal invalidClient() {
        return refusal(
                "invalid_client",
                "Client authentication failed due to unknown client, no client authentication"
                        + " included, or unsupported authentication method.");
    }

    static Refusal invalidGrant() {
        return refusal(
                "invalid_grant",
                "The provided authorization grant is invalid, expired, revoked, does not match the"
                        + " redirection URI used in the authorization request, or was issued to"
                        + " another client.");
    }

    static Answer answer(int status, String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        return Answer.json(status, body)
                .notStored()
                .with("WWW-Authenticate", challenge(error, description));
    }

    static String challenge(String error, String description) {
        return "Bearer realm=\"Filmmakers\", error=\"%s\", error_description=\"%s\""
                .formatted(error, description);
    }
}

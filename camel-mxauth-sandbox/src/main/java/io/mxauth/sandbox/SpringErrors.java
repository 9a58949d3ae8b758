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

/**
 * The errors of the legacy Spring Security OAuth: the description is HTML-escaped, and a 401 has a
 * WWW-Authenticate header that repeats it.
 */
final class SpringErrors {

    private SpringErrors() {}

    static Refusal refusal(String error, String description) {
        int status =
                switch (error) {
                    case "unauthorized", "invalid_client", "invalid_token" -> 401;
                    case "method_not_allowed" -> 405;
                    default -> 400;
                };
        String escaped = Html.escape(description);
        ObjectNode body = Json.object().put("error", error).put("error_description", escaped);
        Answer answer = Answer.json(status, body).notStored();
        String challenge =
                "Bearer error=\"%s\", error_description=\"%s\"".formatted(error, escaped);
        return new Refusal(status == 401 ? answer.with("WWW-Authenticate", challenge) : answer);
    }

    static Refusal unauthenticated() {
        return refusal("unauthorized", "Full authentication is required to access this resource");
    }
}

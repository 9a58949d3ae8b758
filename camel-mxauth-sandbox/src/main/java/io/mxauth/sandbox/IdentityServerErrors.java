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

/** The errors of IdentityServer: always 400, invalid_client included, often undescribed. */
final class IdentityServerErrors {

    private IdentityServerErrors() {}

    static Refusal refusal(String error) {
        return refusal(error, "");
    }

    static Refusal refusal(String error, String description) {
        ObjectNode body = Json.object().put("error", error);
        if (!description.isEmpty()) {
            body.put("error_description", description);
        }
        return new Refusal(Answer.json(400, body).notStored());
    }
}

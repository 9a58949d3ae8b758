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

/** The errors of Auth0, which answers access_denied where RFC 6749 says invalid_client. */
final class Auth0Errors {

    private Auth0Errors() {}

    static Refusal refusal(String error, String description) {
        return refusal(400, error, description);
    }

    static Refusal unauthorized() {
        return refusal(401, "access_denied", "Unauthorized");
    }

    static Refusal forbidden(String description) {
        return refusal(403, "access_denied", description);
    }

    private static Refusal refusal(int status, String error, String description) {
        return new Refusal(
                Answer.json(
                        status,
                        Json.object().put("error", error).put("error_description", description)));
    }
}

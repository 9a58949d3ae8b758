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

/** The errors of AspNet.Security.OpenIdConnect.Server: always 400, with a description. */
final class AsosErrors {

    private AsosErrors() {}

    static Refusal refusal(String error, String description) {
        return new Refusal(
                notCached(
                        Answer.json(
                                400,
                                Json.object()
                                        .put("error", error)
                                        .put("error_description", description))));
    }

    /** Adds the headers seen on recorded answers of this server. */
    static Answer notCached(Answer answer) {
        return answer.with("Cache-Control", "no-cache")
                .with("Pragma", "no-cache")
                .with("Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}

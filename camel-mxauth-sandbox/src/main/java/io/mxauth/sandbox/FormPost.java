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

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The reader of requests that must be a form-encoded POST. It reads the body only, and refuses
 * parameters that were put into the URL, where they would end in logs (RFC 6749 section 2.3.1), and
 * repeated ones (section 3.2).
 */
final class FormPost {

    /** The charsets are those that clients announce; the form itself is ASCII in both. */
    private static final Pattern CONTENT_TYPE =
            Pattern.compile(
                    "application/x-www-form-urlencoded\\s*(;\\s*charset=\"?(utf-8|iso-8859-1)\"?\\s*)?",
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> NEVER_IN_URL =
            Set.of(
                    "grant_type",
                    "client_id",
                    "client_secret",
                    "username",
                    "password",
                    "refresh_token",
                    "code",
                    "token");

    private FormPost() {}

    static Form read(Request request, ErrorStyle style) {
        if (!request.is("POST")) {
            throw invalid(style, "The request must be a POST.");
        }
        String contentType = request.header("Content-Type");
        if (contentType == null || !CONTENT_TYPE.matcher(contentType).matches()) {
            throw invalid(style, "The Content-Type must be application/x-www-form-urlencoded.");
        }
        try {
            if (request.query().names().stream().anyMatch(NEVER_IN_URL::contains)) {
                throw invalid(style, "Parameters belong into the body, not into the URL.");
            }
            Form form = Form.parse(request.body());
            if (form.repeats()) {
                throw invalid(style, "A parameter was sent more than once.");
            }
            return form;
        } catch (IllegalArgumentException e) {
            throw invalid(style, "The body is not form-encoded.");
        }
    }

    private static Refusal invalid(ErrorStyle style, String description) {
        return style.refusal("invalid_request", description);
    }
}

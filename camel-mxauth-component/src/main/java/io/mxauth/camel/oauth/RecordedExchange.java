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

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to an issuer and what came of it: an answer or a fault. The text form shows neither
 * secrets nor bodies.
 *
 * @param call what was sent, secrets included
 * @param answer the answer, or null
 * @param fault why there is none, or null
 * @param body the answer's body as a JSON object, or null where it is none
 * @param ended when the answer was there, or the fault
 * @param took how long that was after the request was sent
 */
public record RecordedExchange(
        HttpCall call,
        @Nullable HttpAnswer answer,
        @Nullable TransportException fault,
        @Nullable JsonNode body,
        Instant ended,
        Duration took) {

    public int status() {
        return answer == null ? 0 : answer.status();
    }

    /** A text member of the answer's body, or null. */
    public @Nullable String member(String name) {
        return body == null ? null : body.path(name).textValue();
    }

    public boolean hasMember(String name) {
        return body != null && body.hasNonNull(name);
    }

    /** Whether the answer is a page for people. */
    public boolean isPage() {
        return answer != null
                && new String(answer.body(), StandardCharsets.UTF_8)
                        .stripLeading()
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s)<(!doctype html|html|head|body|\\?xml|script|meta|h1).*");
    }

    @Override
    public String toString() {
        return call + ": " + (answer != null ? answer : "no answer");
    }
}

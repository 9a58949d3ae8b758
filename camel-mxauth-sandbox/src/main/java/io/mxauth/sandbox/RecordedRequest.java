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

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that a provider of the sandbox was asked.
 *
 * @param at when it arrived
 * @param provider the provider's name, such as {@code movio-us}
 * @param path the path without the query
 * @param headers the headers, found under their name in any case
 * @param body the body as text; it holds whatever secrets were sent
 * @param status the HTTP status it was answered with; 0 if it was not answered, or not yet
 */
public record RecordedRequest(
        Instant at,
        String provider,
        String method,
        String path,
        Map<String, List<String>> headers,
        String body,
        int status) {

    public RecordedRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the body's fields, read as a form; throws IllegalArgumentException where the
     * percent-encoding is broken.
     */
    public Map<String, String> form() {
        return Collections.unmodifiableMap(Form.parse(body).toMap());
    }

    /** Returns the header's first value; the name's case does not matter. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    @Override
    public String toString() {
        return method + " " + path + " " + status;
    }
}

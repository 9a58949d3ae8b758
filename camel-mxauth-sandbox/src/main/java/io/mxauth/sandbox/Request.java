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

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One HTTP request, its body read to the end so that the connection can be kept alive. */
record Request(
        String method,
        String path,
        @Nullable String rawQuery,
        Map<String, List<String>> headers,
        String body) {

    static Request read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, List.copyOf(values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }

    boolean has(String header) {
        return headers.containsKey(header);
    }

    List<String> all(String header) {
        return headers.getOrDefault(header, List.of());
    }

    /** Returns the header's value; null if it is absent or was sent more than once. */
    @Nullable String header(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? values.get(0) : null;
    }

    boolean isJson() {
        String type = header("Content-Type");
        return type != null && mediaType(type).equalsIgnoreCase("application/json");
    }

    static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    }

    Form query() {
        return Form.parse(rawQuery);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

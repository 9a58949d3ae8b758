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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The log of requests as JSON in which every value is masked that is not known to be harmless; of an
 * Authorization header the scheme stays.
 */
final class MaskedRequests {

    private static final String MASK = "***";

    private static final Set<String> HARMLESS =
            Set.of(
                    "accept",
                    "audience",
                    "client_id",
                    "connection",
                    "content-length",
                    "content-type",
                    "grant_type",
                    "host",
                    "redirect_uri",
                    "response_type",
                    "scope",
                    "token_type_hint",
                    "user-agent",
                    "x-mv-api-version");

    private MaskedRequests() {}

    static ArrayNode of(List<RecordedRequest> requests) {
        ArrayNode all = Json.array();
        requests.forEach(request -> all.add(one(request)));
        return all;
    }

    private static ObjectNode one(RecordedRequest request) {
        ObjectNode one = Json.object();
        one.put("at", request.at().toString())
                .put("method", request.method())
                .put("path", request.path())
                .put("status", request.status());
        ObjectNode headers = one.putObject("headers");
        request.headers()
                .forEach((name, values) -> values.forEach(value -> put(headers, name, value)));
        String type = request.header("Content-Type");
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            ObjectNode form = one.putObject("form");
            form(request).forEach((name, value) -> put(form, name, value));
        }
        return one;
    }

    private static Map<String, String> form(RecordedRequest request) {
        try {
            return request.form();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static void put(ObjectNode node, String name, String value) {
        node.put(name, masked(name.toLowerCase(Locale.ROOT), value));
    }

    private static String masked(String name, String value) {
        if (HARMLESS.contains(name)) {
            return value;
        }
        int space = value.indexOf(' ');
        return name.equals("authorization") && space > 0
                ? value.substring(0, space + 1) + MASK
                : MASK;
    }
}

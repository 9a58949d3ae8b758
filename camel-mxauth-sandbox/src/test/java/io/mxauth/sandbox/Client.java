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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A plain HTTP client that sends exactly what a test tells it to. */
final class Client {

    static final String FORM = "application/x-www-form-urlencoded";

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private Client() {}

    static HttpResponse<String> get(String url, String... headers) {
        return send("GET", url, "", headers);
    }

    static HttpResponse<String> post(String url, Map<String, String> form, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = FORM;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("POST", url, encode(form), all);
    }

    static HttpResponse<String> send(String method, String url, String body, String... headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url))
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(body));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns a Basic header of the id and the secret as they are. */
    static String basic(String id, String secret) {
        byte[] bytes = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    static String plainBasic(SandboxProvider provider) {
        return basic(provider.setting("client-id"), provider.setting("client-secret"));
    }

    /** Returns a Basic header as RFC 6749 section 2.3.1 says. */
    static String encodedBasic(SandboxProvider provider) {
        return basic(
                encode(provider.setting("client-id")), encode(provider.setting("client-secret")));
    }

    static JsonNode json(HttpResponse<String> response) {
        JsonNode json = Json.read(response.body());
        if (json == null) {
            throw new AssertionError("no JSON: " + response.body());
        }
        return json;
    }

    static String error(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("error").asText();
    }

    static String text(HttpResponse<String> response, String member) {
        return json(response).path(member).asText();
    }

    static String bearer(HttpResponse<String> response) {
        return "Bearer " + text(response, "access_token");
    }
}

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
package io.mxauth.camel.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.keycloak.KeycloakServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Keycloak itself says and does, asked past the component: its log of events, what a token is
 * worth, and what an administrator may do to a user behind the component's back.
 */
final class KeycloakRealm {

    private static final String OBSERVER = "observer:observer-secret";

    private final KeycloakServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    KeycloakRealm(KeycloakServer server) {
        this.server = server;
    }

    /** A server with this realm. */
    static KeycloakServer startServer() throws IOException {
        try (InputStream realm =
                Objects.requireNonNull(
                        KeycloakRealm.class.getResourceAsStream("/keycloak/realm.json"))) {
            return KeycloakServer.start(new String(realm.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Something that Keycloak was asked for, done or refused.
     *
     * @param type such as {@code LOGIN} or {@code REFRESH_TOKEN_ERROR}
     * @param details such as {@code refresh_token_id}, the refresh token that was spent
     */
    record Event(String type, Map<String, String> details) {}

    /** The events since {@link #forgetEvents()}, the oldest first; the observer's own left out. */
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : read(admin("GET", "/events?max=1000"))) {
            if (!event.path("clientId").asText().equals("observer")) {
                Map<String, String> details = new HashMap<>();
                event.path("details")
                        .properties()
                        .forEach(entry -> details.put(entry.getKey(), entry.getValue().asText()));
                events.add(0, new Event(event.path("type").asText(), Map.copyOf(details)));
            }
        }
        return events;
    }

    List<Event> events(String type) {
        return events().stream().filter(event -> event.type().equals(type)).toList();
    }

    void forgetEvents() {
        admin("DELETE", "/events");
    }

    /** Whether a token is worth something (RFC 7662). */
    boolean isActive(String token) {
        HttpResponse<String> answer =
                post("/protocol/openid-connect/token/introspect", OBSERVER, Map.of("token", token));
        return read(answer).path("active").asBoolean();
    }

    /** Ends all sessions of a user, as an administrator does. */
    void logOut(String user) {
        String id = read(admin("GET", "/users?username=" + user)).path(0).path("id").asText();
        admin("POST", "/users/" + id + "/logout");
    }

    /** Revokes a token of the public client {@code player} (RFC 7009). */
    void revoke(String token) {
        expectSuccess(
                post(
                        "/protocol/openid-connect/revoke",
                        null,
                        Map.of("client_id", "player", "token", token)));
    }

    /** The answer to a token request of the public client {@code player}. */
    JsonNode requestToken(Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(parameters);
        form.put("client_id", "player");
        return read(post("/protocol/openid-connect/token", null, form));
    }

    private HttpResponse<String> admin(String method, String path) {
        JsonNode token =
                read(
                        post(
                                "/protocol/openid-connect/token",
                                OBSERVER,
                                Map.of("grant_type", "client_credentials")));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.admin() + path))
                        .header("Authorization", "Bearer " + token.path("access_token").asText())
                        .method(method, BodyPublishers.noBody());
        return expectSuccess(send(request));
    }

    private HttpResponse<String> post(
            String path, @Nullable String userPass, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.realm() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body));
        if (userPass != null) {
            byte[] bytes = userPass.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> expectSuccess(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer + ": " + answer.body());
        }
        return answer;
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

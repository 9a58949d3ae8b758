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

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.MxAuthException.Reason;
import io.mxauth.camel.keycloak.KeycloakRealm.Event;
import io.mxauth.keycloak.KeycloakServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way with a real issuer. Keycloak rotates refresh tokens here and ends the whole session
 * when one is used twice, so a token that was spent before is never forgiven.
 */
class KeycloakIT {

    private static final String ACTIVE = "active";
    private static final String USHER = "\"preferred_username\":\"usher\"";

    private static KeycloakServer server;
    private static KeycloakRealm realm;

    @BeforeAll
    static void startKeycloak() throws Exception {
        server = KeycloakRealm.startServer();
        realm = new KeycloakRealm(server);
        // The first log-in of a server takes it seconds on a busy machine.
        issuedElsewhere();
    }

    @AfterAll
    static void stopKeycloak() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void forgetEvents() {
        realm.forgetEvents();
    }

    @Test
    void clientCredentials_calls_areLetInByOneToken() throws Exception {
        try (Application application = application()) {
            for (int i = 0; i < 3; i++) {
                assertThat(application.call("catalogue")).contains("service-account-catalogue");
            }
        }
        assertThat(types())
                .containsExactlyInAnyOrder(
                        "CLIENT_LOGIN",
                        "USER_INFO_REQUEST",
                        "USER_INFO_REQUEST",
                        "USER_INFO_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"box-office", "kiosk", "player"})
    void password_calls_areLetInAsThatUser(String provider) throws Exception {
        try (Application application = application()) {
            assertThat(application.call(provider)).contains(USHER);
            assertThat(application.call(provider)).contains(USHER);
        }
        assertThat(realm.events("LOGIN"))
                .singleElement()
                .satisfies(e -> assertThat(e.details()).containsEntry("grant_type", "password"));
    }

    /** Keycloak takes {@code catalogue}'s secret by Basic alone, and {@code kiosk}'s by the body. */
    @ParameterizedTest
    @CsvSource({
        "catalogue, client_secret_post",
        "catalogue, client_secret_basic_plain",
        "kiosk, client_secret_basic"
    })
    void clientAuthentication_otherThanExpected_isRejected(String provider, String authentication)
            throws Exception {
        String option = option(provider, "client-authentication");
        try (Application application = new Application(server, Map.of(option, authentication))) {
            MxAuthException failure = application.failureOf(provider);
            assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
            assertThat(failure).hasMessageContaining("clientAuthentication " + authentication);
        }
    }

    @Test
    void secret_wrong_isRejectedAndNotTriedAgain() throws Exception {
        try (Application application = application()) {
            for (int i = 0; i < 3; i++) {
                MxAuthException failure = application.failureOf("stale-secret");
                assertThat(failure.provider()).isEqualTo("stale-secret");
                assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
                assertThat(failure.error()).isEqualTo("unauthorized_client");
                assertThat(failure.status()).isEqualTo(401);
                assertThat(failure.retryAt()).isNotNull();
                assertThat(failure)
                        .hasMessageContaining("'stale-secret'")
                        .hasMessageNotContaining("last-years-secret");
            }
        }
        assertThat(types()).containsExactly("CLIENT_LOGIN_ERROR");
    }

    @Test
    void secret_refused_isReplacedByTheNextOneWithinTheCall() throws Exception {
        try (Application application = application()) {
            assertThat(application.call("next-secret")).contains("service-account-catalogue");
        }
        assertThat(types())
                .containsExactlyInAnyOrder(
                        "CLIENT_LOGIN_ERROR", "CLIENT_LOGIN", "USER_INFO_REQUEST");
    }

    @Test
    void password_wrong_isRejectedAndNotTriedAgain() throws Exception {
        try (Application application = application()) {
            for (int i = 0; i < 3; i++) {
                MxAuthException failure = application.failureOf("wrong-password");
                assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
                assertThat(failure.error()).isEqualTo("invalid_grant");
                assertThat(failure)
                        .hasMessageContaining("'wrong-password'")
                        .hasMessageNotContaining("last-years-password");
            }
        }
        assertThat(types()).containsExactly("LOGIN_ERROR");
    }

    @Test
    void host_notAllowed_isSentNothing() throws Exception {
        try (Application application = application()) {
            assertThat(application.call("catalogue")).isNotEmpty();
            MxAuthException failure = application.failureOf("elsewhere");
            assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN_HOST);
            assertThat(failure).hasMessageContaining("localhost");
        }
        assertThat(types()).containsExactlyInAnyOrder("CLIENT_LOGIN", "USER_INFO_REQUEST");
    }

    @Test
    void refresh_timeAndAgain_spendsTheNewestRefreshToken() throws Exception {
        try (Application application = application()) {
            String first = application.token("box-office").value();
            for (int i = 0; i < 3; i++) {
                application.run("box-office", "refresh");
            }
            assertThat(application.token("box-office").value()).isNotEqualTo(first);
            assertThat(application.call("box-office")).contains(USHER);
        }
        assertThat(unbrokenRotations()).isEqualTo(3);
    }

    @Test
    void refresh_clientCredentialsWithARefreshToken_rotatesItToo() throws Exception {
        try (Application application = application()) {
            for (int i = 0; i < 3; i++) {
                application.run("archive", "refresh");
            }
            assertThat(application.call("archive")).contains("service-account-archive");
        }
        assertThat(unbrokenRotationsSince("CLIENT_LOGIN")).isEqualTo(2);
    }

    @Test
    void refresh_byManyAtOnce_neverReusesARefreshToken() throws Exception {
        int rounds = 10;
        try (Application application = application()) {
            List<Callable<String>> many = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                many.add(() -> application.call("box-office"));
                many.add(
                        () -> {
                            application.run("box-office", "refresh");
                            return application.call("box-office");
                        });
            }
            for (int i = 0; i < rounds; i++) {
                assertThat(inParallel(many)).hasSize(20).allMatch(body -> body.contains(USHER));
            }
        }
        assertThat(unbrokenRotations()).isGreaterThanOrEqualTo(rounds - 1);
    }

    @Test
    void token_ofSixSeconds_isRenewedUnderTrafficBeforeItEnds() throws Exception {
        try (Application application = application()) {
            String first = application.token("kiosk").value();
            List<Callable<String>> traffic = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                traffic.add(() -> application.call("no-second-try"));
            }
            await().atMost(60, SECONDS)
                    .pollDelay(0, SECONDS)
                    .until(
                            () -> {
                                assertThat(inParallel(traffic)).allMatch(b -> b.contains(USHER));
                                return realm.events("REFRESH_TOKEN").size() >= 2;
                            });
            await().atMost(10, SECONDS).until(() -> !realm.isActive(first));
        }
        assertThat(unbrokenRotations()).isGreaterThanOrEqualTo(2);
        assertThat(realm.events("USER_INFO_REQUEST_ERROR")).isEmpty();
    }

    @Test
    void invalidate_thenCall_refreshesInsteadOfLoggingInAgain() throws Exception {
        try (Application application = application()) {
            String first = application.token("box-office").value();
            application.run("box-office", "invalidate");
            assertThat(application.call("box-office")).contains(USHER);
            assertThat(application.token("box-office").value()).isNotEqualTo(first);
        }
        assertThat(unbrokenRotations()).isEqualTo(1);
    }

    @Test
    void introspect_tellsWhatKeycloakKnows() throws Exception {
        try (Application application = application()) {
            assertThat(application.introspect("catalogue").get(ACTIVE)).isEqualTo(true);
            assertThat(application.introspect("catalogue").get("client_id")).isEqualTo("catalogue");

            assertThat(application.introspect("box-office").get(ACTIVE)).isEqualTo(true);
            assertThat(application.introspect("box-office").get("username")).isEqualTo("usher");
            realm.logOut("usher");
            assertThat(application.introspect("box-office").get(ACTIVE)).isEqualTo(false);
        }
    }

    @Test
    void revoke_endsTheGrantAtKeycloak_andTheNextCallLogsInAgain() throws Exception {
        try (Application application = application()) {
            String token = application.token("box-office").value();
            assertThat(realm.isActive(token)).isTrue();

            application.run("box-office", "revoke");
            assertThat(realm.isActive(token)).isFalse();

            assertThat(application.call("box-office")).contains(USHER);
            assertThat(application.introspect("box-office").get(ACTIVE)).isEqualTo(true);
        }
        assertThat(realm.events("LOGIN")).hasSize(2);
        assertThat(types()).doesNotContain("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR");
    }

    @Test
    void revoke_clientCredentials_endsTheAccessToken() throws Exception {
        try (Application application = application()) {
            String token = application.token("catalogue").value();
            application.run("catalogue", "revoke");
            assertThat(realm.isActive(token)).isFalse();
            assertThat(application.call("catalogue")).contains("service-account-catalogue");
        }
    }

    @Test
    void accessToken_revokedByOthers_isReplacedByARefreshWithinTheCall() throws Exception {
        try (Application application = application()) {
            realm.revoke(application.token("player").value());
            assertThat(application.call("player")).contains(USHER);
        }
        assertThat(unbrokenRotations()).isEqualTo(1);
    }

    @Test
    void session_endedByAnAdministrator_isReplacedByALoginWithinTheCall() throws Exception {
        try (Application application = application()) {
            assertThat(application.call("box-office")).contains(USHER);
            realm.logOut("usher");
            assertThat(application.call("box-office")).contains(USHER);
        }
        assertThat(realm.events("LOGIN")).hasSize(2);
        assertThat(realm.events("USER_INFO_REQUEST_ERROR")).hasSize(1);
        assertThat(realm.events("REFRESH_TOKEN_ERROR")).hasSize(1);
        assertThat(realm.events("REFRESH_TOKEN")).isEmpty();
    }

    @Test
    void refreshToken_handedOver_isRotatedFromThenOn() throws Exception {
        JsonNode issued = issuedElsewhere();
        realm.forgetEvents();
        try (Application application = handedOver(issued)) {
            assertThat(application.call("player")).contains(USHER);
            application.run("player", "refresh");
            application.run("player", "refresh");
            assertThat(application.call("player")).contains(USHER);
        }
        assertThat(types()).doesNotContain("LOGIN", "LOGIN_ERROR", "REFRESH_TOKEN_ERROR");
        assertThat(realm.events("REFRESH_TOKEN"))
                .hasSize(3)
                .map(event -> event.details().get("refresh_token_id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void refreshToken_handedOverAndRevoked_isRefusedAndALoginIsAskedFor() throws Exception {
        JsonNode issued = issuedElsewhere();
        try (Application application = handedOver(issued)) {
            application.run("player", "revoke");
            assertThat(application.failureOf("player").reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        }
        JsonNode refused =
                realm.requestToken(
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                issued.path("refresh_token").asText()));
        assertThat(refused.path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void verify_credentialsRight_saysSoAndRotatesTheRefreshToken() throws Exception {
        try (Application application = application()) {
            assertThat(application.report("catalogue"))
                    .startsWith("catalogue: OK")
                    .contains("GET http", "POST http", "a JWT");
            assertThat(application.report("box-office")).contains("grant_type=password");
            assertThat(application.report("box-office")).contains("grant_type=refresh_token");
            assertThat(application.report("box-office")).startsWith("box-office: OK");
            assertThat(application.call("box-office")).contains(USHER);
        }
        assertThat(unbrokenRotations()).isEqualTo(2);
    }

    @Test
    void verify_secretWrong_namesItThoughKeycloakBlamesTheGrant() throws Exception {
        try (Application application = application()) {
            assertThat(application.report("stale-secret"))
                    .startsWith("stale-secret: FAILED, REJECTED")
                    .contains("HTTP 401, error unauthorized_client")
                    .contains("does not know this client id, or not with this secret")
                    .doesNotContain("last-years-secret");
        }
        assertThat(types()).containsExactly("CLIENT_LOGIN_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "catalogue, client_secret_post, curl -u",
        "catalogue, client_secret_basic_plain, set clientAuthentication to client_secret_basic.",
        "kiosk, client_secret_basic, set clientAuthentication to client_secret_post"
    })
    void verify_clientInAnotherWayThanExpected_namesTheWayToTry(
            String provider, String authentication, String remedy) throws Exception {
        String option = option(provider, "client-authentication");
        try (Application application = new Application(server, Map.of(option, authentication))) {
            assertThat(application.report(provider))
                    .contains("FAILED, REJECTED", "came by client_secret_", remedy);
        }
    }

    @Test
    void verify_passwordWrong_isToldApartFromTheClient() throws Exception {
        try (Application application = application()) {
            assertThat(application.report("wrong-password"))
                    .contains("error invalid_grant", "User name or password is wrong")
                    .doesNotContain("last-years-password");
        }
        assertThat(types()).containsExactly("LOGIN_ERROR");
    }

    @Test
    void verify_scopeUnknown_isToldByWhatKeycloakLists() throws Exception {
        String option = option("catalogue", "scope");
        try (Application application = new Application(server, Map.of(option, "popcorn"))) {
            assertThat(application.report("catalogue"))
                    .contains("error invalid_scope", "does not list popcorn");
        }
    }

    private static JsonNode issuedElsewhere() {
        return realm.requestToken(
                Map.of(
                        "grant_type", "password",
                        "username", "usher",
                        "password", "pop&corn+50%=:é",
                        "scope", "openid offline_access"));
    }

    /** An application that knows no password of {@code player}, but a refresh token. */
    private static Application handedOver(JsonNode issued) throws Exception {
        return new Application(
                server,
                Map.of(
                        option("player", "grant-type"),
                        "refresh_token",
                        option("player", "refresh-token"),
                        issued.path("refresh_token").asText()));
    }

    private static Application application() throws Exception {
        return new Application(server, Map.of());
    }

    private static String option(String provider, String name) {
        return "camel.component.mxauth.providers[" + provider + "]." + name;
    }

    private static List<String> types() {
        return realm.events().stream().map(Event::type).toList();
    }

    /**
     * How often the one refresh token of a log-in was exchanged for the next, told by Keycloak's
     * events; fails if there was a second log-in, a refusal, or a token that was spent twice.
     */
    private static int unbrokenRotations() {
        return unbrokenRotationsSince("LOGIN");
    }

    private static int unbrokenRotationsSince(String login) {
        List<Event> logins = realm.events(login);
        assertThat(logins).hasSize(1);
        assertThat(types()).doesNotContain(login + "_ERROR", "REFRESH_TOKEN_ERROR");
        Map<String, String> successors = new HashMap<>();
        List<Event> refreshes = realm.events("REFRESH_TOKEN");
        refreshes.forEach(
                event ->
                        successors.put(
                                event.details().get("refresh_token_id"),
                                event.details().get("updated_refresh_token_id")));
        int rotations = 0;
        String token = logins.get(0).details().get("refresh_token_id");
        while (successors.containsKey(token)) {
            token = successors.remove(token);
            rotations++;
        }
        assertThat(rotations).isEqualTo(refreshes.size());
        return rotations;
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks, 60, SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}

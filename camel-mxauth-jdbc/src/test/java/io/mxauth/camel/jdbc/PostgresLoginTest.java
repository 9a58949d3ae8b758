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
package io.mxauth.camel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.camel.AccessToken;
import io.mxauth.camel.Browser;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person's log-in with two applications, each with a store and a pool of its own on one PostgreSQL. */
@ExtendWith({PostgresExtension.class, SandboxExtension.class})
@Timeout(300)
class PostgresLoginTest {

    private final Keyset keyset = Keyset.generate();
    private final List<AutoCloseable> open = new ArrayList<>();
    private PostgresServer server;
    private SandboxProvider issuer;

    @BeforeEach
    void start(PostgresServer running, Sandbox sandbox) {
        server = running;
        issuer = sandbox.provider("mediavalet");
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private DefaultCamelContext application() {
        HikariDataSource pool = server.dataSource();
        JdbcTokenStore store = new JdbcTokenStore(pool, keyset);
        store.setCreateTable(true);
        ProviderConfiguration options = new ProviderConfiguration();
        options.setPreset("mediavalet");
        options.setTokenEndpoint(issuer.setting("token-endpoint"));
        options.setDiscoveryUri(issuer.setting("discovery-uri"));
        options.setClientId(issuer.setting("client-id"));
        options.setClientSecret(issuer.setting("client-secret"));
        options.setSubscriptionKey(issuer.setting("subscription-key"));
        options.setRedirectUri(issuer.setting("redirect-uri"));
        options.setAllowedHosts(issuer.setting("api-host"));
        MxAuthComponent component = new MxAuthComponent();
        component.getProviders().put("mediavalet", options);
        component.setTokenStore(store);
        DefaultCamelContext application = new DefaultCamelContext();
        application.addComponent("mxauth", component);
        application.start();
        open.addAll(List.of(pool, store, application));
        return application;
    }

    private static Exchange operate(
            DefaultCamelContext application, String operation, Map<String, Object> headers) {
        FluentProducerTemplate template =
                application
                        .createFluentProducerTemplate()
                        .to("mxauth:mediavalet?operation=" + operation);
        headers.forEach(template::withHeader);
        return template.send();
    }

    private static String token(DefaultCamelContext application) {
        Exchange exchange = operate(application, "token", Map.of());
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(AccessToken.class).value();
    }

    private static MxAuthException.Reason refusal(Exchange exchange) {
        return Objects.requireNonNull(exchange.getException(MxAuthException.class)).reason();
    }

    /** What a browser brings to the callback, after the person has agreed at the issuer. */
    private Map<String, Object> agreed(DefaultCamelContext application) {
        Exchange departure = operate(application, "login", Map.of());
        assertThat(departure.getException()).isNull();
        return Browser.callbackAfter(
                departure.getMessage(),
                Map.of(
                        "username",
                        issuer.setting("username"),
                        "password",
                        issuer.setting("password"),
                        "decision",
                        "sign-in"));
    }

    private List<String> rows() throws SQLException {
        try (HikariDataSource pool = server.dataSource();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                // What other tests have left under other keysets is none of this test's.
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT token_key, token_value FROM mxauth_token WHERE token_key LIKE"
                                        + " 'login:%' OR token_key LIKE 'grant:mediavalet:%'")) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(
                        rows.getString(1)
                                + " "
                                + new String(rows.getBytes(2), StandardCharsets.ISO_8859_1));
            }
            return all;
        }
    }

    @Test
    void logIn_ofOneApplication_endsInAnother_lastsThroughARestart_andEndsForBoth()
            throws Exception {
        DefaultCamelContext one = application();
        DefaultCamelContext other = application();
        assertThat(refusal(operate(other, "token", Map.of())))
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);

        Map<String, Object> brought = agreed(one);
        assertThat(rows()).as("a login under way is with its browser").isEmpty();
        assertThat(operate(other, "callback", brought).getException()).isNull();
        String token = token(other);
        assertThat(token(one)).isEqualTo(token);
        assertThat(rows())
                .singleElement()
                .asString()
                .startsWith("grant:mediavalet:")
                .doesNotContain(token, "access", "refresh", "subject");

        one.stop();
        other.stop();
        DefaultCamelContext again = application();
        assertThat(token(again)).isEqualTo(token);
        assertThat(operate(again, "refresh", Map.of()).getException()).isNull();
        assertThat(issuer.requests())
                .filteredOn(request -> request.path().equals("/connect/token"))
                .extracting(RecordedRequest::form)
                .extracting(form -> form.get("grant_type"))
                .containsExactly("authorization_code", "refresh_token");

        String person = issuer.setting("username");
        issuer.change("username", "someone.else@example.com");
        assertThat(refusal(operate(again, "callback", agreed(again))))
                .isEqualTo(MxAuthException.Reason.LOGIN_REFUSED);
        issuer.change("username", person);
        assertThat(operate(again, "revoke", Map.of()).getException()).isNull();
        assertThat(rows()).isEmpty();
        assertThat(refusal(operate(application(), "token", Map.of())))
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
    }
}

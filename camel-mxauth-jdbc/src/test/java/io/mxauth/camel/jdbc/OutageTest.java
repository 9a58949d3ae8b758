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
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.camel.AccessToken;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.camel.TokenStore;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that is stopped and started while tokens are needed, and a row that somebody changes. */
@ExtendWith({PostgresExtension.class, SandboxExtension.class})
@Timeout(300)
class OutageTest {

    private static final String BY_PASSWORD = "mxauth:moviexchange?operation=";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MxAuthComponent component = new MxAuthComponent();
    private SandboxProvider issuer;
    private PostgresServer server;
    private HikariDataSource pool;
    private JdbcTokenStore store;

    @BeforeEach
    void start(PostgresServer running, Sandbox sandbox) throws SQLException {
        server = running;
        issuer = sandbox.provider("moviexchange");
        pool = server.dataSource();
        store = new JdbcTokenStore(pool, Keyset.generate());
        store.setCreateTable(true);
        store.load("grant:moviexchange:none");
        change("DELETE FROM mxauth_token");
        component.setTokenStore(store);
        ProviderConfiguration account = account();
        account.setUsername(issuer.setting("username"));
        account.setPassword(issuer.setting("password"));
        component.getProviders().put("moviexchange", account);
        context.addComponent("mxauth", component);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        store.close();
        pool.close();
    }

    private ProviderConfiguration account() {
        ProviderConfiguration options = new ProviderConfiguration();
        options.setPreset("moviexchange");
        options.setTokenEndpoint(issuer.setting("token-endpoint"));
        options.setClientId(issuer.setting("client-id"));
        options.setClientSecret(issuer.setting("client-secret"));
        options.setAllowedHosts(issuer.setting("api-host"));
        return options;
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Exchange send(String uri) {
        return context.createFluentProducerTemplate().to(uri).send();
    }

    private static AccessToken token(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(AccessToken.class);
    }

    private static MxAuthException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(MxAuthException.class);
        return exchange.getException(MxAuthException.class);
    }

    private List<String> spent() {
        return issuer.requests().stream()
                .map(request -> request.form().get("refresh_token"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Adds a person's account: it has a refresh token and nothing else. */
    private String person() throws Exception {
        token(send(BY_PASSWORD + "token"));
        String key;
        try (Connection connection = pool.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT token_key FROM mxauth_token")) {
            assertThat(row.next()).isTrue();
            key = row.getString(1);
        }
        TokenStore.Entry entry = Objects.requireNonNull(store.load(key));
        String refreshToken =
                new ObjectMapper()
                        .readTree(entry.value())
                        .required("grants")
                        .elements()
                        .next()
                        .required("refresh")
                        .textValue();
        store.forget(key);
        issuer.clearRequests();
        ProviderConfiguration person = account();
        person.setRefreshToken(refreshToken);
        component.getProviders().put("person", person);
        component.stop();
        component.start();
        return "mxauth:person?operation=";
    }

    @Test
    @SuppressWarnings("SystemOut")
    void databaseStoppedUnderLoad_costsNothingThatCanBeFetchedAnew() {
        issuer.tokenLifetime(Duration.ofSeconds(3));
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger calls = new AtomicInteger();
        List<Exception> failed = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> load =
                List.of(0, 1, 2, 3).stream()
                        .map(caller -> CompletableFuture.runAsync(() -> call(going, calls, failed)))
                        .toList();
        await().until(() -> issuer.tokenRequests() >= 2);
        int before = issuer.tokenRequests();
        server.stop();
        await().atMost(Duration.ofSeconds(60)).until(() -> issuer.tokenRequests() >= before + 3);
        assertThat(component.tokens()).contains("token store: failing");
        server.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !component.tokens().contains("token store: failing"));
        going.set(false);
        load.forEach(CompletableFuture::join);
        System.out.println(
                "FIGURES database stopped and started under load: %d calls, %d failed, %d token requests, %d of %d refresh tokens were sent twice"
                        .formatted(
                                calls.get(),
                                failed.size(),
                                issuer.tokenRequests(),
                                spent().size() - spent().stream().distinct().count(),
                                spent().size()));
        assertThat(failed).isEmpty();
        assertThat(spent()).doesNotHaveDuplicates();
    }

    private void call(AtomicBoolean going, AtomicInteger calls, List<Exception> failed) {
        while (going.get()) {
            Exchange answer = send(BY_PASSWORD + "authorize");
            calls.incrementAndGet();
            if (answer.getException() != null) {
                failed.add(answer.getException());
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void databaseStopped_aRefreshTokenIsNotSpent_andTheLiveTokenServes() throws Exception {
        String person = person();
        String live = token(send(person + "token")).value();
        server.stop();
        try {
            MxAuthException failure = failure(send(person + "refresh"));
            assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.STORE);
            assertThat(failure.retryable()).isTrue();
            assertThat(token(send(person + "token")).value()).isEqualTo(live);
            assertThat(spent()).hasSize(1);
        } finally {
            server.start();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send(person + "refresh").getException() == null);
        assertThat(token(send(person + "token")).value()).isNotEqualTo(live);
        assertThat(spent()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void poolLentOutToTheApplication_isStore_andTheLiveTokenServes() throws Exception {
        String person = person();
        String live = token(send(person + "token")).value();
        List<Connection> transactions = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                transactions.add(pool.getConnection());
            }
            MxAuthException failure = failure(send(person + "refresh"));
            assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.STORE);
            assertThat(failure.retryable()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("no connection of the pool '" + pool.getPoolName() + "'");
            assertThat(token(send(person + "token")).value()).isEqualTo(live);
            assertThat(spent()).hasSize(1);
        } finally {
            for (Connection transaction : transactions) {
                transaction.close();
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send(person + "refresh").getException() == null);
        assertThat(spent()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void rowAlteredByHand_isRefused_andNamed() throws Exception {
        String person = person();
        token(send(person + "token"));
        change(
                "UPDATE mxauth_token SET token_value ="
                        + " set_byte(token_value, 40, 255 - get_byte(token_value, 40))");
        MxAuthException failure = failure(send(person + "refresh"));
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.STORE);
        assertThat(failure)
                .hasMessageContaining("'grant:person:")
                .hasMessageContaining("altered or moved")
                .hasMessageContaining("delete the row");
        assertThat(spent()).hasSize(1);
    }
}

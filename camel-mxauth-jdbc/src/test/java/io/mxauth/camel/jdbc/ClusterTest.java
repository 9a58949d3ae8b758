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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three JVMs that share a store in PostgreSQL, against an issuer whose refresh tokens are good for
 * one use, and what becomes of that when one of them is killed.
 */
@ExtendWith({PostgresExtension.class, SandboxExtension.class})
@Timeout(600)
class ClusterTest {

    private static final int RENEWALS = 50;
    private static final int KILLS = 30;

    private final Keyset keyset = Keyset.generate();
    private final Deque<Pod> pods = new ArrayDeque<>();
    private SandboxProvider issuer;
    private HikariDataSource pool;
    private JdbcTokenStore store;
    private String url;

    @BeforeEach
    void start(PostgresServer server, Sandbox sandbox) throws SQLException {
        issuer = sandbox.provider("moviexchange");
        url = server.url();
        pool = server.dataSource();
        store = new JdbcTokenStore(pool, keyset);
        store.setCreateTable(true);
        store.load("grant:moviexchange:none");
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM mxauth_token");
        }
    }

    @AfterEach
    void stop() {
        pods.forEach(Pod::close);
        store.close();
        pool.close();
    }

    private Pod pod(String... credentials) {
        List<String> arguments = new ArrayList<>(List.of(url, keyset.toJson()));
        for (String name : List.of("token-endpoint", "client-id", "client-secret")) {
            arguments.addAll(List.of(name, issuer.setting(name)));
        }
        arguments.addAll(List.of("allowed-hosts", issuer.setting("api-host")));
        arguments.addAll(List.of(credentials));
        Pod pod = Pod.start(arguments);
        pods.add(pod);
        return pod;
    }

    private Pod podWithPassword() {
        return pod("username", issuer.setting("username"), "password", issuer.setting("password"));
    }

    /** The first refresh token, got as a person would who sets this up. */
    private String firstRefreshToken() throws IOException, InterruptedException {
        String form =
                "grant_type=password&client_id=%s&username=%s&password=%s"
                        .formatted(encoded("client-id"), encoded("username"), encoded("password"));
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(issuer.setting("token-endpoint")))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString(form))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        issuer.clearRequests();
        return new ObjectMapper().readTree(answer.body()).required("refresh_token").textValue();
    }

    private String encoded(String setting) {
        return URLEncoder.encode(issuer.setting(setting), StandardCharsets.UTF_8);
    }

    private List<String> spent() {
        return tokenRequests().stream()
                .map(request -> request.form().get("refresh_token"))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<RecordedRequest> tokenRequests() {
        return issuer.requests().stream()
                .filter(request -> request.form().containsKey("grant_type"))
                .toList();
    }

    private long passwordGrants() {
        return tokenRequests().stream()
                .filter(request -> "password".equals(request.form().get("grant_type")))
                .count();
    }

    /** The one row, decrypted: the grant in it. */
    private JsonNode grant() throws SQLException, IOException {
        String value = Objects.requireNonNull(store.load(column("token_key"))).value();
        return new ObjectMapper().readTree(value).required("grants").elements().next();
    }

    private String column(String name) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT " + name + " FROM mxauth_token")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(String figures) {
        System.out.println("FIGURES " + figures);
    }

    @Test
    void threeJvms_renewASingleUseRefreshToken_onceEach_andNothingFails() throws Exception {
        String first = firstRefreshToken();
        List<Pod> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            three.add(pod("refresh-token", first));
        }
        three.forEach(Pod::ready);
        List<String> failed = new ArrayList<>();
        int operations = 0;
        for (int round = 0; round < RENEWALS; round++) {
            String operation = round == 0 ? "token" : "refresh";
            List<CompletableFuture<String>> results =
                    three.stream().map(pod -> pod.does(operation)).toList();
            for (CompletableFuture<String> result : results) {
                operations++;
                if (!result.join().startsWith("OK")) {
                    failed.add(result.join());
                }
            }
            assertThat(issuer.tokenRequests()).isEqualTo(round + 1);
        }
        List<String> tokens =
                three.stream().map(pod -> pod.does("token")).map(CompletableFuture::join).toList();
        print(
                "3 JVMs, %d operations, %d renewals: %d token requests, %d different refresh tokens sent, %d exchanges failed"
                        .formatted(
                                operations,
                                RENEWALS,
                                issuer.tokenRequests(),
                                spent().stream().distinct().count(),
                                failed.size()));
        assertThat(failed).isEmpty();
        assertThat(issuer.tokenRequests()).isEqualTo(RENEWALS);
        assertThat(spent()).doesNotHaveDuplicates().hasSize(RENEWALS);
        assertThat(tokens.stream().distinct()).hasSize(1);
        byte[] row = HexFormat.of().parseHex(column("encode(token_value, 'hex')"));
        String key = column("token_key");
        print(
                "row: token_key %s, token_value %d bytes beginning with %s, in clear %d characters"
                        .formatted(
                                key,
                                row.length,
                                HexFormat.of().formatHex(row, 0, 24),
                                Objects.requireNonNull(store.load(key)).value().length()));
        assertThat(new String(row, StandardCharsets.ISO_8859_1))
                .doesNotContain(tokens.get(0).substring(3))
                .doesNotContain("refresh");
    }

    @Test
    void oneOfThree_isKilledAtRandom_andTheOthersGoOn() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Pod> standing = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            standing.add(podWithPassword());
        }
        standing.forEach(Pod::ready);
        assertThat(standing.get(0).does("token").join()).startsWith("OK");
        issuer.tokenFaults().delay(Duration.ofMillis(15));
        int unharmed = 0;
        int lost = 0;
        int unsent = 0;
        int renewals = 0;
        List<String> failed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            long grants = passwordGrants();
            Pod victim = standing.remove(random.nextInt(standing.size()));
            victim.tell("renew-forever");
            for (int warm = random.nextInt(1, 4); warm > 0; warm--) {
                assertThat(victim.answer()).startsWith("RENEWED");
                renewals++;
            }
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(80)).toNanos());
            victim.kill();
            for (String line = victim.answer(); !line.equals("ENDED"); line = victim.answer()) {
                renewals++;
            }
            Pod next = podWithPassword();
            JsonNode grant = grant();
            boolean harmed = grant.has("spending");
            // The first takes what the dead one left, if that is fresh; the second has to renew.
            List<Pod> others = List.of(standing.get(0), standing.get(0), standing.get(1));
            for (Pod pod : others) {
                String result = pod.does("refresh").join();
                if (!result.startsWith("OK")) {
                    failed.add(result);
                }
            }
            assertThat(passwordGrants() - grants)
                    .as("full grants after kill %s (seed %s): harmed %s", kill, seed, harmed)
                    .isEqualTo(harmed ? 1 : 0);
            if (!harmed) {
                unharmed++;
            } else if (spent().contains(grant.required("refresh").textValue())) {
                lost++;
            } else {
                unsent++;
            }
            standing.add(next.ready());
            pods.remove(victim);
        }
        print(
                ("%d kills by SIGKILL during %d renewals: %d without loss, %d between the issuer's receipt"
                                + " and the write, %d between the mark and the issuer's receipt; each"
                                + " recovered by one full grant; %d exchanges of the others failed, %d"
                                + " of %d refresh tokens were sent twice")
                        .formatted(
                                KILLS,
                                renewals,
                                unharmed,
                                lost,
                                unsent,
                                failed.size(),
                                spent().size() - spent().stream().distinct().count(),
                                spent().size()));
        assertThat(failed).isEmpty();
        assertThat(spent()).doesNotHaveDuplicates();
        assertThat(unharmed).as("kills that cost nothing").isPositive();
    }
}

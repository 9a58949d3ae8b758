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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.camel.TokenStore;
import io.mxauth.camel.TokenStoreException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools that are small or all lent out, on H2 and on PostgreSQL. */
class PoolTest {

    private static final String KEY = "grant:movio:0123";
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Keyset keyset = Keyset.generate();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private HikariDataSource hikari(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("films");
        config.setMaximumPoolSize(size);
        HikariDataSource pool = new HikariDataSource(config);
        opened.add(pool);
        return pool;
    }

    private JdbcConnectionPool h2(int size) {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime(), "sa", "");
        pool.setMaxConnections(size);
        opened.add(pool::dispose);
        return pool;
    }

    private JdbcTokenStore store(DataSource dataSource) {
        JdbcTokenStore store = new JdbcTokenStore(dataSource, keyset);
        store.setCreateTable(true);
        opened.add(store);
        return store;
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    private static void renew(TokenStore store) {
        TokenStore.Section section = Objects.requireNonNull(store.tryEnter(KEY, LEASE));
        section.load();
        section.save("one", later());
        section.close();
        assertThat(Objects.requireNonNull(store.load(KEY)).value()).isEqualTo("one");
        store.forget(KEY);
    }

    @Test
    void poolOfOne_isRefusedAtTheStart_byItsName() {
        assertThatThrownBy(() -> store(hikari("jdbc:h2:mem:" + System.nanoTime(), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'films' (1 at most)")
                .hasMessageContaining("2 connections")
                .hasMessageContaining("9 or more");
        assertThatThrownBy(() -> store(h2(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'JdbcConnectionPool' (1 at most)");
    }

    @Test
    void poolOfTwo_works() {
        renew(store(h2(2)));
        renew(store(hikari("jdbc:h2:mem:" + System.nanoTime(), 2)));
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void poolOfTwo_works_onPostgres(PostgresServer server) {
        renew(store(hikari(server.url(), 2)));
    }

    private static void isExhausted(JdbcTokenStore store, String pool) {
        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("of movio")
                .hasMessageContaining("no connection of the pool " + pool + " was free")
                .hasMessageContaining("a pool of its own");
        assertThatThrownBy(() -> store.tryEnter(KEY, LEASE))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("no connection of the pool " + pool);
    }

    private static void isExhaustedAndHeals(DataSource pool, JdbcTokenStore store, String name)
            throws SQLException {
        renew(store);
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection()) {
            assertThat(one).isNotSameAs(two);
            isExhausted(store, name);
        }
        renew(store);
        try (Connection one = pool.getConnection()) {
            // A section finds one connection, not two, and leaves none lent out.
            assertThat(one.isValid(1)).isTrue();
            assertThatThrownBy(() -> store.tryEnter(KEY, LEASE))
                    .hasMessageContaining("no connection of the pool");
        }
        renew(store);
    }

    @Test
    void poolLentOut_isNamed_andHeals() throws SQLException {
        HikariDataSource hikari = hikari("jdbc:h2:mem:" + System.nanoTime(), 2);
        isExhaustedAndHeals(hikari, store(hikari), "'films' (2 at most)");
        JdbcConnectionPool h2 = h2(2);
        isExhaustedAndHeals(h2, store(h2), "'JdbcConnectionPool' (2 at most)");
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void poolLentOut_isNamed_andHeals_onPostgres(PostgresServer server) throws SQLException {
        HikariDataSource pool = hikari(server.url(), 2);
        isExhaustedAndHeals(pool, store(pool), "'films' (2 at most)");
    }

    /** A pool that gives up sooner than the store does. */
    @Test
    void poolThatGivesUpSoon_isTheSame() throws SQLException {
        HikariDataSource pool = hikari("jdbc:h2:mem:" + System.nanoTime(), 2);
        pool.setConnectionTimeout(250);
        isExhaustedAndHeals(pool, store(pool), "'films' (2 at most)");
    }

    private static DataSource failing(Throwable thrown) {
        return (DataSource)
                Proxy.newProxyInstance(
                        PoolTest.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            throw thrown;
                        });
    }

    @Test
    void databaseAway_andOtherFaults_areNoExhaustedPool() {
        SQLException away =
                new SQLTransientConnectionException("no", "08001", new SQLException("refused"));
        assertThatThrownBy(() -> store(failing(away)).load(KEY))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("SQL state 08001");
        assertThatThrownBy(() -> store(failing(new IllegalStateException("x"))).load(KEY))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store(failing(new NoClassDefFoundError("x"))).load(KEY))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void row_withAVersionThatNoWriteGives_isSetAside_andReplaced(long version) throws SQLException {
        JdbcConnectionPool pool = h2(4);
        isSetAside(store(pool), pool, version);
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void row_withAVersionThatNoWriteGives_isSetAside_onPostgres(PostgresServer server)
            throws SQLException {
        HikariDataSource pool = hikari(server.url(), 4);
        isSetAside(store(pool), pool, 0);
    }

    private static void isSetAside(JdbcTokenStore store, DataSource pool, long version)
            throws SQLException {
        renew(store);
        for (boolean inSection : new boolean[] {false, true}) {
            store.save(KEY, "two", later(), TokenStore.ABSENT);
            try (Connection connection = pool.getConnection();
                    Statement change = connection.createStatement()) {
                change.execute(
                        "UPDATE mxauth_token SET version = "
                                + version
                                + " WHERE token_key = '"
                                + KEY
                                + "'");
            }
            assertThat(store.load(KEY)).isNull();
            assertThat(store.forget(KEY)).isFalse();
            if (inSection) {
                renew(store);
            } else {
                assertThat(store.save(KEY, "three", later(), TokenStore.ABSENT)).isTrue();
                assertThat(Objects.requireNonNull(store.load(KEY)).version()).isPositive();
                store.forget(KEY);
            }
        }
    }
}

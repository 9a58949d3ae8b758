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
package io.mxauth.camel.springboot;

import static io.mxauth.camel.springboot.Runner.PREFIX;
import static io.mxauth.camel.springboot.Runner.component;
import static io.mxauth.camel.springboot.Runner.failure;
import static io.mxauth.camel.springboot.Runner.movio;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.camel.TokenStore;
import io.mxauth.camel.jdbc.JdbcTokenStore;
import io.mxauth.camel.jdbc.Keyset;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which store the component gets from the application, if any. */
class TokenStoreTest {

    private static final String KEYSET = PREFIX + "jdbc.keyset=";

    private final String keyset = Keyset.generate().toJson();

    /** A store that keeps nothing. */
    private static final class NoStore implements TokenStore {
        @Override
        public @Nullable Entry load(String key) {
            return null;
        }

        @Override
        public boolean save(String key, String value, Instant expiry, long version) {
            return false;
        }

        @Override
        public boolean forget(String key) {
            return false;
        }

        @Override
        public @Nullable Section tryEnter(String key, Duration lease) {
            return null;
        }
    }

    private static ApplicationContextRunner withDatabase(String... lines) {
        return movio(lines)
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true");
    }

    @Test
    void keyset_andADataSource_makeAStore() {
        withDatabase(KEYSET + keyset, PREFIX + "jdbc.create-table=true")
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(JdbcTokenStore.class);
                            TokenStore store = context.getBean(TokenStore.class);
                            assertThat(component(context).getTokenStore()).isSameAs(store);
                            store.save("k", "v", Instant.now().plusSeconds(60), TokenStore.ABSENT);
                            assertThat(Objects.requireNonNull(store.load("k")).value())
                                    .isEqualTo("v");
                        });
    }

    /** Transactions of the application that each hold a connection while they wait for a token. */
    @Test
    void transactions_thatHoldAllConnections_doNotKeepTheStoreFromItsOwn() {
        withDatabase(
                        KEYSET + keyset,
                        PREFIX + "jdbc.create-table=true",
                        "spring.datasource.hikari.maximum-pool-size=10",
                        "spring.datasource.hikari.pool-name=films")
                .run(
                        context -> {
                            DataSource application = context.getBean(DataSource.class);
                            TokenStore store = context.getBean(TokenStore.class);
                            List<Connection> transactions = new ArrayList<>();
                            for (int i = 0; i < 10; i++) {
                                Connection transaction = application.getConnection();
                                transaction.setAutoCommit(false);
                                transactions.add(transaction);
                            }
                            for (int i = 0; i < 4; i++) {
                                TokenStore.Section section =
                                        Objects.requireNonNull(
                                                store.tryEnter("k" + i, Duration.ofSeconds(20)));
                                section.save("v", Instant.now().plusSeconds(60));
                                assertThat(store.load("k" + i)).isNotNull();
                                section.close();
                            }
                            for (Connection transaction : transactions) {
                                transaction.close();
                            }
                        });
    }

    @Test
    void poolOfTheStore_hasTheApplicationsSettings_andIsNoDataSourceOfTheApplication() {
        HikariDataSource[] own = new HikariDataSource[1];
        withDatabase(
                        KEYSET + keyset,
                        PREFIX + "jdbc.create-table=true",
                        "spring.datasource.hikari.schema=PUBLIC",
                        "spring.datasource.hikari.auto-commit=false",
                        "spring.datasource.hikari.read-only=true",
                        "spring.datasource.hikari.maximum-pool-size=1")
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(DataSource.class);
                            HikariDataSource application = context.getBean(HikariDataSource.class);
                            HikariDataSource pool =
                                    (HikariDataSource)
                                            context.getBean(StorePool.class).dataSource();
                            own[0] = pool;
                            assertThat(pool).isNotSameAs(application);
                            assertThat(pool.getJdbcUrl()).isEqualTo(application.getJdbcUrl());
                            assertThat(pool.getUsername()).isEqualTo(application.getUsername());
                            assertThat(pool.getSchema()).isEqualTo("PUBLIC");
                            assertThat(pool.getPoolName()).isEqualTo("mxauth");
                            assertThat(pool.getMaximumPoolSize()).isEqualTo(9);
                            assertThat(context.getBean(TokenStore.class).load("k")).isNull();
                        });
        assertThat(own[0].isClosed()).isTrue();
    }

    @Test
    void dataSource_thatIsNoHikari_isSharedWithTheApplication() {
        JdbcConnectionPool other =
                JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime(), "sa", "");
        movio(KEYSET + keyset, PREFIX + "jdbc.create-table=true")
                .withBean(DataSource.class, () -> other)
                .run(
                        context -> {
                            assertThat(context.getBean(StorePool.class).dataSource())
                                    .isSameAs(other);
                            assertThat(context.getBean(TokenStore.class).load("k")).isNull();
                        });
        other.dispose();
    }

    @Test
    void poolOfOne_ofAnotherKind_failsTheStart() {
        JdbcConnectionPool other =
                JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime(), "sa", "");
        other.setMaxConnections(1);
        movio(KEYSET + keyset)
                .withBean(DataSource.class, () -> other)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("is too small for the token store"));
        other.dispose();
    }

    @Test
    void keyset_byPlaceholderOfCamel_isResolved() {
        withDatabase(KEYSET + "{{the.keyset}}", "the.keyset=" + keyset)
                .run(context -> assertThat(context).hasSingleBean(JdbcTokenStore.class));
    }

    @Test
    void keyset_asAVariable_isNoUnknownOption() {
        Runner.with(
                        withDatabase(),
                        Map.of(
                                "CAMEL_COMPONENT_MXAUTH_JDBC_KEYSET",
                                keyset,
                                "CAMEL_COMPONENT_MXAUTH_JDBC_CREATE_TABLE",
                                "true"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void keyset_thatIsNone_failsTheStart_andIsNotShown() {
        withDatabase(KEYSET + "geheim")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("io.mxauth.camel.jdbc.Keyset")
                                        .hasMessageNotContaining("geheim"));
    }

    @Test
    void keyset_withoutADataSource_failsTheStart() {
        movio(KEYSET + keyset)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageContaining("not one DataSource"));
    }

    @Test
    void withoutAKeyset_thereIsNoStore() {
        withDatabase().run(context -> assertThat(component(context).getTokenStore()).isNull());
    }

    @Test
    void withoutTheModule_aKeysetMakesNothing() {
        withDatabase(KEYSET + keyset)
                .withClassLoader(new FilteredClassLoader(JdbcTokenStore.class))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(component(context).getTokenStore()).isNull();
                        });
    }

    @Test
    void storeOfTheApplication_isTaken_beforeTheDatabase() {
        NoStore own = new NoStore();
        withDatabase(KEYSET + keyset)
                .withBean("own", TokenStore.class, () -> own)
                .run(context -> assertThat(component(context).getTokenStore()).isSameAs(own));
    }

    @Test
    void storesOfTheApplication_several_haveToBeNamed() {
        ApplicationContextRunner two =
                movio().withBean("one", TokenStore.class, NoStore::new)
                        .withBean("other", TokenStore.class, NoStore::new);
        two.run(
                context ->
                        assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
                                .hasMessageContaining("tokenStore")
                                .hasMessageContaining("several beans"));
        two.withPropertyValues(PREFIX + "token-store=#bean:other")
                .run(
                        context ->
                                assertThat(component(context).getTokenStore())
                                        .isSameAs(context.getBean("other")));
    }
}

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

import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.camel.TokenStore;
import io.mxauth.camel.TokenStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, on PostgreSQL, through two stores as two JVMs have them. */
@ExtendWith(PostgresExtension.class)
class PostgresTokenStoreTest extends TokenStoreContract {

    private static final Keyset KEYSET = Keyset.generate();

    private static HikariDataSource onePool;
    private static HikariDataSource anotherPool;
    private static JdbcTokenStore one;
    private static JdbcTokenStore another;

    @BeforeAll
    static void start(PostgresServer server) {
        onePool = server.dataSource();
        anotherPool = server.dataSource();
        one = new JdbcTokenStore(onePool, KEYSET);
        another = new JdbcTokenStore(anotherPool, KEYSET);
        one.setCreateTable(true);
        another.setCreateTable(true);
    }

    @AfterAll
    static void stop() {
        one.close();
        another.close();
        onePool.close();
        anotherPool.close();
    }

    @Override
    protected TokenStore store() {
        return one;
    }

    @Override
    protected TokenStore anotherStore() {
        return another;
    }
}

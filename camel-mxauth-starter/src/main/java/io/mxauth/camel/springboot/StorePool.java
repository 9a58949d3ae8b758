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

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * Where the token store gets its connections: a small pool of its own with the settings of the
 * application's, so that transactions of the application which hold all of theirs and wait for a
 * token do not keep that token from being renewed. Where the application's data source is no HikariCP,
 * it is that.
 */
final class StorePool implements AutoCloseable {

    /** Four renewals at a time with two connections each, and one for all that is only read. */
    static final int SIZE = 9;

    private static final Logger LOG = LoggerFactory.getLogger(StorePool.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final boolean own;

    private StorePool(DataSource dataSource, boolean own) {
        this.dataSource = dataSource;
        this.own = own;
    }

    static StorePool beside(DataSource application) {
        if (ClassUtils.isPresent(
                "com.zaxxer.hikari.HikariDataSource", StorePool.class.getClassLoader())) {
            Optional<DataSource> pool = Hikari.beside(application);
            if (pool.isPresent()) {
                return new StorePool(pool.get(), true);
            }
        }
        LOG.info(
                "The token store shares the application's connections, since {} is no HikariCP pool"
                        + " that could be made once more. Let it have more than transactions hold while"
                        + " they wait for a token, or make a bean of class JdbcTokenStore with a pool of"
                        + " its own",
                application.getClass().getName());
        return new StorePool(application, false);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Ends the pool if it is the store's own. */
    @Override
    public void close() throws IOException {
        if (own && dataSource instanceof Closeable pool) {
            pool.close();
        }
    }

    /** What is loaded only where HikariCP is. */
    private static final class Hikari {

        private Hikari() {}

        static Optional<DataSource> beside(DataSource application) {
            try {
                if (!application.isWrapperFor(HikariDataSource.class)) {
                    return Optional.empty();
                }
                return Optional.of(copy(application.unwrap(HikariDataSource.class)));
            } catch (SQLException e) {
                LOG.debug("The data source cannot be looked into: {}", e.getClass().getName());
                return Optional.empty();
            }
        }

        private static DataSource copy(HikariDataSource application) {
            HikariConfig config = new HikariConfig();
            application.copyStateTo(config);
            config.setPoolName("mxauth");
            config.setMaximumPoolSize(SIZE);
            config.setMinimumIdle(0);
            config.setIdleTimeout(IDLE.toMillis());
            config.setConnectionTimeout(PATIENCE.toMillis());
            // A database that is away at the start is no reason not to start.
            config.setInitializationFailTimeout(-1);
            config.setReadOnly(false);
            config.setAutoCommit(true);
            // A section holds its connections for as long as an issuer takes.
            config.setLeakDetectionThreshold(0);
            return new HikariDataSource(config);
        }
    }
}

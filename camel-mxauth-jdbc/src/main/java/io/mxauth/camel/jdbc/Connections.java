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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a data source, waited for no longer than {@link #PATIENCE}: pools may wait for
 * half a minute, and whoever asks the store has given up long before. Safe for any number of threads.
 */
final class Connections implements AutoCloseable {

    /** Below the three seconds for which the component waits for a store. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The most that wait for the pool at a time; whoever comes besides waits for one of them. */
    private static final int MOST_WAITING = 16;

    /** A pool may lend out what the database has ended a moment ago, once for each that it has. */
    private static final int MOST_DEAD = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final DataSource dataSource;
    private final Pool pool;
    private final ThreadPoolExecutor threads;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /** Held while a section takes both of its connections: else each might hold one of the last. */
    private final ReentrantLock pairing = new ReentrantLock();

    Connections(DataSource dataSource, Pool pool) {
        this.dataSource = dataSource;
        this.pool = pool;
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "MxAuthStoreConnection");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Two connections, each to be given back. */
    record Pair(Connection lock, Connection work) {}

    /** One connection, in auto-commit mode. */
    Connection one() throws SQLException {
        return open(System.nanoTime() + PATIENCE.toNanos());
    }

    /** Both, or none. */
    Pair two() throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        if (!locked(end)) {
            throw new Exhausted(pool, null);
        }
        try {
            Connection lock = open(end);
            try {
                return new Pair(lock, open(end));
            } catch (SQLException | RuntimeException | Error e) {
                release(lock);
                throw e;
            }
        } finally {
            pairing.unlock();
        }
    }

    private boolean locked(long end) throws SQLException {
        try {
            return pairing.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Connection open(long end) throws SQLException {
        for (int dead = 0; ; dead++) {
            Connection connection = await(asked(end), end);
            try {
                connection.setAutoCommit(true);
                return connection;
            } catch (SQLException e) {
                release(connection);
                if (dead == MOST_DEAD) {
                    throw e;
                }
            }
        }
    }

    private CompletableFuture<Connection> asked(long end) throws SQLException {
        CompletableFuture<Connection> answer = new CompletableFuture<>();
        try {
            if (!waiting.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new Exhausted(pool, null);
            }
            threads.execute(() -> ask(answer));
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (RejectedExecutionException e) {
            throw new SQLException("The store is closed", e);
        }
        return answer;
    }

    private void ask(CompletableFuture<Connection> answer) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (Throwable e) {
            // An Error too: it goes to whoever waits.
            answer.completeExceptionally(e);
            return;
        } finally {
            waiting.release();
        }
        if (!answer.complete(connection)) {
            release(connection);
        }
    }

    private Connection await(CompletableFuture<Connection> answer, long end) throws SQLException {
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            if (answer.isCancelled()) {
                throw new Exhausted(pool, null);
            }
            return answer.join();
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private SQLException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof SQLTransientConnectionException e && e.getCause() == null) {
            // HikariCP's word for a pool that is all lent out; a database that is away is a cause.
            return new Exhausted(pool, e);
        }
        return cause instanceof SQLException e ? e : new SQLException("No connection", cause);
    }

    private static SQLException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SQLException("Interrupted while waiting for a connection", e);
    }

    /** Gives a connection back as it was; one that does not work any more is ended. */
    static void release(Connection connection) {
        try (connection) {
            reset(connection);
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back: {}", e.getClass().getName());
        }
    }

    private static void reset(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // So that nobody takes it for a good one whom the pool lends it to next.
            connection.abort(Runnable::run);
            throw e;
        }
    }

    /** Ends the threads, not the data source. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /** Says that no connection was free. */
    static final class Exhausted extends SQLTransientConnectionException {

        private static final long serialVersionUID = 1L;

        private final transient Pool pool;

        private Exhausted(Pool pool, @Nullable Throwable cause) {
            super("No connection was free", cause);
            this.pool = pool;
        }

        Pool pool() {
            return pool;
        }
    }
}

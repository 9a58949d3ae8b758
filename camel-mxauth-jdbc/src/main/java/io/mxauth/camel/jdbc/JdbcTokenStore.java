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

import io.mxauth.camel.TokenStore;
import io.mxauth.camel.TokenStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in two tables of a database: PostgreSQL for a cluster, a file of H2's for one JVM. Values
 * are encrypted under a {@link Keyset}, bound to their key; there is no way to store clear text.
 *
 * <p>A section holds a row's lock in an open transaction, which the database frees when the JVM
 * dies. It has two connections of the data source, so that several sections at a time, {@value
 * #MOST_SECTIONS} at most, need a pool of some more than twice as many; a smaller one makes them wait
 * for each other, never for good, and a pool of one is refused.
 */
public final class JdbcTokenStore implements TokenStore, AutoCloseable {

    /** The most sections that this JVM is in at a time. */
    static final int MOST_SECTIONS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(JdbcTokenStore.class);
    private static final Duration PURGE_PAUSE = Duration.ofMinutes(10);
    private static final Duration UNUSED_FOR = Duration.ofDays(1);

    private final DataSource dataSource;
    private final Connections connections;
    private final Keyset keyset;
    private final Semaphore sections = new Semaphore(MOST_SECTIONS);
    private final ScheduledThreadPoolExecutor watchdog;
    private final AtomicLong lastPurge = new AtomicLong(System.nanoTime());
    private volatile boolean createTable;
    private volatile boolean created;

    /**
     * A store on a data source, which stays the caller's.
     *
     * @param keyset to encrypt with: JSON, that in Base64, or {@code file:PATH}; see {@link Keyset}
     * @throws IllegalArgumentException without a keyset, or if the data source is a pool of one
     *     connection; the message says what to do
     */
    public JdbcTokenStore(DataSource dataSource, @Nullable String keyset) {
        this(dataSource, Keyset.of(keyset));
    }

    JdbcTokenStore(DataSource dataSource, Keyset keyset) {
        this.dataSource = Objects.requireNonNull(dataSource);
        Pool pool = Pool.of(dataSource);
        if (pool.isTooSmall()) {
            throw new IllegalArgumentException(
                    ("The pool %s is too small for the token store: a renewal needs %d connections,"
                                    + " one for its lock and one to read and write. Let it have %d or"
                                    + " more")
                            .formatted(pool.inWords(), Pool.LEAST, 2 * MOST_SECTIONS + 1));
        }
        this.connections = new Connections(dataSource, pool);
        this.keyset = Objects.requireNonNull(keyset);
        this.watchdog =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "MxAuthStoreLease");
                            thread.setDaemon(true);
                            return thread;
                        });
        watchdog.setRemoveOnCancelPolicy(true);
    }

    /**
     * A store in a file of H2's, for one JVM at a time; the file and its tables are made where they
     * are missing. Needs H2 on the class path.
     *
     * @param file the path of the file, without H2's own ending
     * @param keyset as for the constructor
     */
    public static JdbcTokenStore inFile(Path file, @Nullable String keyset) {
        Keyset keys = Keyset.of(keyset);
        // What is committed is on the disk then: H2 writes half a second later otherwise.
        JdbcConnectionPool pool =
                JdbcConnectionPool.create(
                        "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0", "sa", "");
        pool.setMaxConnections(3 * MOST_SECTIONS);
        JdbcTokenStore store = new JdbcTokenStore(pool, keys);
        store.setCreateTable(true);
        return store;
    }

    /** Whether the tables are made at the first use, where they are missing; not unless set. */
    public void setCreateTable(boolean createTable) {
        this.createTable = createTable;
    }

    @Override
    public @Nullable Entry load(String key) {
        return with("read", key, rows -> Optional.ofNullable(rows.load(key))).orElse(null);
    }

    @Override
    public boolean save(String key, String value, Instant expiry, long version) {
        boolean saved = with("written", key, rows -> rows.save(key, value, expiry, version) != 0);
        purgeNowAndThen();
        return saved;
    }

    @Override
    public boolean forget(String key) {
        return with("deleted", key, rows -> rows.forget(key));
    }

    @Override
    public @Nullable Section tryEnter(String key, Duration lease) {
        if (!sections.tryAcquire()) {
            return null;
        }
        Connections.Pair pair = null;
        JdbcSection section = null;
        try {
            createIfWanted();
            pair = connections.two();
            if (RowLock.acquire(pair.lock(), pair.work(), key, lease)) {
                section = new JdbcSection(this, key, lease, pair.lock(), pair.work());
            }
        } catch (SQLException e) {
            throw failure("locked", key, e);
        } finally {
            if (section == null) {
                release(pair);
                sections.release();
            }
        }
        return section;
    }

    @Override
    public byte[] seal(String text, String context) {
        return keyset.seal(text, context);
    }

    @Override
    public @Nullable String open(byte[] sealed, String context) {
        return keyset.open(sealed, context);
    }

    /** Gives a section's connections back. */
    void left(Connection lock, Connection work) {
        release(new Connections.Pair(lock, work));
        sections.release();
        purgeNowAndThen();
    }

    private static void release(Connections.@Nullable Pair pair) {
        if (pair != null) {
            Connections.release(pair.lock());
            Connections.release(pair.work());
        }
    }

    ScheduledThreadPoolExecutor watchdog() {
        return watchdog;
    }

    Keyset keyset() {
        return keyset;
    }

    /** What is done with the rows. */
    @FunctionalInterface
    private interface Work<T> {
        T apply(Rows rows) throws SQLException;
    }

    private <T> T with(String what, String key, Work<T> work) {
        try {
            createIfWanted();
            try (Connection connection = connections.one()) {
                return work.apply(new Rows(connection, keyset));
            }
        } catch (SQLException e) {
            throw failure(what, key, e);
        }
    }

    /** Without the database's own words, which might quote a value or a URL. */
    static TokenStoreException failure(String what, String key, SQLException e) {
        if (e instanceof Connections.Exhausted exhausted) {
            return new TokenStoreException(
                    ("An entry could not be %s (%s): no connection of the pool %s was free for %d s."
                                    + " The application holds all of them, or the database gives none."
                                    + " Give the token store a pool of its own")
                            .formatted(
                                    what,
                                    provider(key),
                                    exhausted.pool().inWords(),
                                    Connections.PATIENCE.toSeconds()));
        }
        String state = String.valueOf(e.getSQLState());
        String advice =
                state.startsWith("42")
                        ? "Make the tables by tables.sql of camel-mxauth-jdbc, or set createTable,"
                                + " and let the user read and write them"
                        : "Check that the database runs and takes connections";
        return new TokenStoreException(
                "An entry could not be %s (%s, SQL state %s). %s"
                        .formatted(what, provider(key), state, advice),
                e);
    }

    /** What of a key people know. */
    private static String provider(String key) {
        String[] parts = key.split(":", 3);
        return parts.length == 3 ? "of " + parts[1] : "of another kind";
    }

    private void createIfWanted() throws SQLException {
        if (createTable && !created) {
            try {
                createTables();
            } catch (SQLException e) {
                // Another JVM may have done so at the same moment, which databases tell as a
                // failure.
                createTables();
            }
            created = true;
        }
    }

    private void createTables() throws SQLException {
        try (Connection connection = connections.one();
                Statement statement = connection.createStatement()) {
            for (String sql : tables()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> tables() {
        try (InputStream sql =
                Objects.requireNonNull(JdbcTokenStore.class.getResourceAsStream("tables.sql"))) {
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.replaceAll("--.*", "").split(";", -1))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new TokenStoreException("tables.sql of camel-mxauth-jdbc cannot be read.", e);
        }
    }

    private void purgeNowAndThen() {
        long last = lastPurge.get();
        long now = System.nanoTime();
        if (now - last >= PURGE_PAUSE.toNanos() && lastPurge.compareAndSet(last, now)) {
            try {
                purge(Instant.now().minus(UNUSED_FOR));
            } catch (SQLException e) {
                LOG.warn(
                        "Expired rows could not be deleted (SQL state {}); it is tried again later",
                        e.getSQLState());
            }
        }
    }

    /** Deletes what is past its expiry, and the locks of that which are older. */
    void purge(Instant locksBefore) throws SQLException {
        Connections.Pair pair = connections.two();
        try {
            new Rows(pair.work(), keyset).purge();
            RowLock.sweep(pair.lock(), pair.work(), locksBefore);
        } finally {
            release(pair);
        }
    }

    /** Ends what this store has made, not the data source unless that is its own. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        connections.close();
        if (dataSource instanceof JdbcConnectionPool own) {
            own.dispose();
        }
    }

    @Override
    public String toString() {
        return "JdbcTokenStore";
    }
}

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
import io.mxauth.camel.TokenStore.Entry;
import io.mxauth.camel.TokenStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A section by two connections: one holds the row's lock in its open transaction, the other reads
 * and writes. The database may end the first at any time; that is found out before each write, and a
 * write replaces nothing that was not seen.
 */
final class JdbcSection implements TokenStore.Section {

    private final JdbcTokenStore store;
    private final String key;
    private final Connection lock;
    private final Connection work;
    private final Rows rows;
    private final Future<?> expiry;
    private final long end;

    /** The version that was read or written last, or null before that. */
    private @Nullable Long seen;

    private boolean over;

    JdbcSection(
            JdbcTokenStore store, String key, Duration lease, Connection lock, Connection work) {
        this.store = store;
        this.key = key;
        this.lock = lock;
        this.work = work;
        this.rows = new Rows(work, store.keyset());
        this.end = System.nanoTime() + lease.toNanos();
        this.expiry = store.watchdog().schedule(this::close, lease.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized @Nullable Entry load() {
        check();
        try {
            Entry entry = rows.load(key);
            seen = entry == null ? TokenStore.ABSENT : entry.version();
            return entry;
        } catch (SQLException e) {
            throw JdbcTokenStore.failure("read", key, e);
        }
    }

    @Override
    public synchronized void save(String value, Instant expiry) {
        check();
        try {
            long expected = seen != null ? seen : version();
            long written = rows.save(key, value, expiry, expected);
            if (written == 0) {
                throw new TokenStoreException(
                        "The entry '" + key + "' was written by another instance meanwhile.");
            }
            seen = written;
        } catch (SQLException e) {
            throw JdbcTokenStore.failure("written", key, e);
        }
    }

    private long version() throws SQLException {
        Entry entry = rows.load(key);
        return entry == null ? TokenStore.ABSENT : entry.version();
    }

    @Override
    public synchronized boolean forget() {
        check();
        try {
            boolean forgotten = rows.forget(key);
            seen = TokenStore.ABSENT;
            return forgotten;
        } catch (SQLException e) {
            throw JdbcTokenStore.failure("deleted", key, e);
        }
    }

    /** Fails unless the lock is held still; asking also tells the database that somebody is there. */
    private void check() {
        if (over || System.nanoTime() - end >= 0) {
            throw over(null);
        }
        try (Statement statement = lock.createStatement()) {
            statement.setQueryTimeout(Rows.PATIENCE);
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw over(e);
        }
    }

    private TokenStoreException over(@Nullable SQLException cause) {
        return new TokenStoreException(
                "The time for changing the entry '" + key + "' is over; nothing was written.",
                cause);
    }

    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            expiry.cancel(false);
            store.left(lock, work);
        }
    }
}

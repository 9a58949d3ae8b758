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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of {@code mxauth_token} through one connection, each statement a transaction. */
final class Rows {

    /** Seconds, after which a statement is given up. */
    static final int PATIENCE = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);

    /** A version that no save gives is none of ours: such a row counts as expired. */
    private static final String LIVE = " AND expires_at > ? AND version > 0";

    private final Connection connection;
    private final Keyset keyset;

    Rows(Connection connection, Keyset keyset) {
        this.connection = connection;
        this.keyset = keyset;
    }

    static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(PATIENCE);
        return statement;
    }

    @Nullable Entry load(String key) throws SQLException {
        try (PreparedStatement select =
                prepared(
                        connection,
                        "SELECT token_value, version FROM mxauth_token WHERE token_key = ?"
                                + " AND expires_at > ?")) {
            select.setString(1, key);
            select.setLong(2, now());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                long version = row.getLong(2);
                if (version <= TokenStore.ABSENT) {
                    LOG.warn(
                            "The row '{}' of mxauth_token cannot be right: its version is {}. It is"
                                    + " set aside, and the next write replaces it",
                            key,
                            version);
                    return null;
                }
                return new Entry(keyset.decrypt(key, row.getBytes(1)), version);
            }
        }
    }

    /**
     * Writes an entry.
     *
     * @return its version, or 0 where it is not of the one that is expected
     */
    long save(String key, String value, Instant expiry, long expected) throws SQLException {
        long next = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        byte[] encrypted = keyset.encrypt(key, value);
        boolean written =
                expected == TokenStore.ABSENT
                        ? replaceExpired(key, encrypted, expiry, next)
                                || insert(key, encrypted, expiry, next)
                        : update(key, encrypted, expiry, next, expected);
        return written ? next : 0;
    }

    private boolean update(String key, byte[] value, Instant expiry, long next, long expected)
            throws SQLException {
        try (PreparedStatement update =
                prepared(
                        connection,
                        "UPDATE mxauth_token SET token_value = ?, version = ?, expires_at = ?"
                                + " WHERE token_key = ? AND version = ?"
                                + LIVE)) {
            set(update, value, next, expiry, key);
            update.setLong(5, expected);
            update.setLong(6, now());
            return update.executeUpdate() == 1;
        }
    }

    private boolean replaceExpired(String key, byte[] value, Instant expiry, long next)
            throws SQLException {
        try (PreparedStatement update =
                prepared(
                        connection,
                        "UPDATE mxauth_token SET token_value = ?, version = ?, expires_at = ?"
                                + " WHERE token_key = ? AND (expires_at <= ? OR version <= 0)")) {
            set(update, value, next, expiry, key);
            update.setLong(5, now());
            return update.executeUpdate() == 1;
        }
    }

    private static void set(
            PreparedStatement update, byte[] value, long next, Instant expiry, String key)
            throws SQLException {
        update.setBytes(1, value);
        update.setLong(2, next);
        update.setLong(3, expiry.toEpochMilli());
        update.setString(4, key);
    }

    private boolean insert(String key, byte[] value, Instant expiry, long next)
            throws SQLException {
        try (PreparedStatement insert =
                prepared(
                        connection,
                        "INSERT INTO mxauth_token (token_value, version, expires_at, token_key)"
                                + " VALUES (?, ?, ?, ?)")) {
            set(insert, value, next, expiry, key);
            return insertedOnce(insert);
        }
    }

    /** Inserts a row, unless there is one of its key. */
    static boolean insertedOnce(PreparedStatement insert) throws SQLException {
        try {
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("23")) {
                return false;
            }
            throw e;
        }
    }

    boolean forget(String key) throws SQLException {
        try (PreparedStatement delete =
                prepared(connection, "DELETE FROM mxauth_token WHERE token_key = ?" + LIVE)) {
            delete.setString(1, key);
            delete.setLong(2, now());
            return delete.executeUpdate() == 1;
        }
    }

    void purge() throws SQLException {
        try (PreparedStatement delete =
                prepared(
                        connection,
                        "DELETE FROM mxauth_token WHERE expires_at <= ? OR version <= 0")) {
            delete.setLong(1, now());
            delete.executeUpdate();
        }
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}

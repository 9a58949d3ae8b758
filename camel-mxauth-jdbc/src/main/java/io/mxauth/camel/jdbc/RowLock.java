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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lock of one row of {@code mxauth_section}, held by an open transaction, so that the database
 * frees it when the connection ends, whatever becomes of this JVM.
 */
final class RowLock {

    /** More than a purge ever finds, unless it did not run for long. */
    private static final int MOST_SWEPT = 1000;

    private RowLock() {}

    /**
     * Locks the row of a key, if nobody has it; makes the row first where there is none.
     *
     * @param other a second connection, in auto-commit mode
     * @return whether the connection holds the lock now, in a transaction
     */
    static boolean acquire(Connection connection, Connection other, String key, Duration lease)
            throws SQLException {
        connection.setAutoCommit(false);
        if (isPostgres(connection)) {
            // For a JVM that is stopped, not ended: then nobody else would end the transaction.
            try (Statement limit = connection.createStatement()) {
                limit.execute(
                        "SET LOCAL idle_in_transaction_session_timeout = " + lease.toMillis());
            }
        }
        return locked(connection, key) || (made(other, key) && locked(connection, key));
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("postgres");
    }

    private static boolean locked(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                Rows.prepared(
                        connection,
                        "SELECT token_key FROM mxauth_section WHERE token_key = ?"
                                + " FOR UPDATE SKIP LOCKED")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Makes the row of a key; false where there is one already, which somebody else has. */
    private static boolean made(Connection other, String key) throws SQLException {
        try (PreparedStatement select =
                Rows.prepared(other, "SELECT token_key FROM mxauth_section WHERE token_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return false;
                }
            }
        }
        try (PreparedStatement insert =
                Rows.prepared(
                        other, "INSERT INTO mxauth_section (token_key, made_at) VALUES (?, ?)")) {
            insert.setString(1, key);
            insert.setLong(2, Instant.now().toEpochMilli());
            return Rows.insertedOnce(insert);
        }
    }

    /** Deletes old rows of which nobody has the lock and under whose key nothing is kept. */
    static void sweep(Connection connection, Connection other, Instant before) throws SQLException {
        connection.setAutoCommit(false);
        for (String key : unused(other, before)) {
            if (locked(connection, key)) {
                try (PreparedStatement delete =
                        Rows.prepared(
                                connection, "DELETE FROM mxauth_section WHERE token_key = ?")) {
                    delete.setString(1, key);
                    delete.executeUpdate();
                }
            }
        }
        connection.commit();
    }

    private static List<String> unused(Connection connection, Instant before) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement select =
                Rows.prepared(
                        connection,
                        "SELECT token_key FROM mxauth_section s WHERE made_at < ? AND NOT EXISTS"
                                + " (SELECT 1 FROM mxauth_token t WHERE t.token_key = s.token_key)")) {
            select.setLong(1, before.toEpochMilli());
            select.setMaxRows(MOST_SWEPT);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }
}

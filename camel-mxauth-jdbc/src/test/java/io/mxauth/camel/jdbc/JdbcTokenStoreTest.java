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

import io.mxauth.camel.TokenStore;
import io.mxauth.camel.TokenStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the rows, and what happens when they are not as they should be. */
class JdbcTokenStoreTest {

    private static final String KEY = "grant:movio:0123";
    private static final String VALUE = "{\"access\":\"very-secret\"}";

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime(), "sa", "");
    private final Keyset keyset = Keyset.generate();
    private final JdbcTokenStore store = store(keyset);

    private JdbcTokenStore store(Keyset keys) {
        JdbcTokenStore made = new JdbcTokenStore(pool, keys);
        made.setCreateTable(true);
        return made;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private byte[] row(String key) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT token_value FROM mxauth_token WHERE token_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getBytes(1);
            }
        }
    }

    private int count(String table) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static @Nullable String value(TokenStore in, String key) {
        TokenStore.Entry entry = in.load(key);
        return entry == null ? null : entry.value();
    }

    @Test
    void row_cannotBeRead() throws SQLException {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        String raw = new String(row(KEY), StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain("secret").doesNotContain("access");
        store.save("grant:movio:other", VALUE, later(), TokenStore.ABSENT);
        assertThat(row("grant:movio:other")).isNotEqualTo(row(KEY));
    }

    @Test
    void row_altered_isRefused_andNamesTheProvider() throws SQLException {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        byte[] raw = row(KEY);
        raw[raw.length - 1] ^= 1;
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE mxauth_token SET token_value = ?")) {
            update.setBytes(1, raw);
            update.executeUpdate();
        }
        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("movio")
                .hasMessageContaining("altered or moved")
                .hasMessageContaining("delete the row");
    }

    @Test
    void row_movedToAnotherKey_isRefused() throws SQLException {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        sql("UPDATE mxauth_token SET token_key = 'grant:movio:4567'");
        assertThatThrownBy(() -> store.load("grant:movio:4567"))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("altered or moved");
        assertThat(store.load(KEY)).isNull();
    }

    @Test
    void keyset_rotated_readsOldRows_andWritesNewOnes() {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        JdbcTokenStore rotated = store(keyset.rotated());
        TokenStore.Entry old = Objects.requireNonNull(rotated.load(KEY));
        assertThat(old.value()).isEqualTo(VALUE);
        assertThat(rotated.save(KEY, "two", later(), old.version())).isTrue();
        assertThat(value(rotated, KEY)).isEqualTo("two");
        assertThatThrownBy(() -> store.load(KEY))
                .as("the former keyset has not the new key")
                .isInstanceOf(TokenStoreException.class);
    }

    /** While instances get the new keyset one by one, those with the former one say "start again". */
    @Test
    void sealed_opensWithItsKeysetAndALaterOne_andWithNoOther() {
        byte[] sealed = store.seal(VALUE, KEY);
        JdbcTokenStore rotated = store(keyset.rotated());
        assertThat(rotated.open(sealed, KEY)).isEqualTo(VALUE);
        assertThat(store.open(rotated.seal(VALUE, KEY), KEY)).isNull();
        assertThat(store(Keyset.generate()).open(sealed, KEY)).isNull();
    }

    @Test
    void sealed_isNoRow_andARowIsNothingSealed_thoughTheirContextIsTheSame() throws SQLException {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        assertThat(store.open(row(KEY), KEY)).isNull();
        byte[] sealed = store.seal(VALUE, KEY);
        assertThatThrownBy(() -> keyset.decrypt(KEY, sealed))
                .isInstanceOf(TokenStoreException.class);
    }

    @Test
    void seal_needsNoDatabase() {
        pool.dispose();
        assertThat(store.open(store.seal(VALUE, KEY), KEY)).isEqualTo(VALUE);
    }

    @Test
    void keyset_another_readsNothing() {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        assertThatThrownBy(() -> store(Keyset.generate()).load(KEY))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("keyset");
    }

    @Test
    void keyset_inAnyForm_isTheSame(@TempDir Path folder) throws IOException {
        store.save(KEY, VALUE, later(), TokenStore.ABSENT);
        String json = keyset.toJson();
        String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        Path file = Files.writeString(folder.resolve("keyset.json"), json + "\n");
        for (String text : new String[] {json, base64, "file:" + file}) {
            assertThat(value(new JdbcTokenStore(pool, text), KEY)).isEqualTo(VALUE);
        }
    }

    @Test
    void keyset_missingOrWrong_isRefused_withAnAdvice_andWithoutItsText(@TempDir Path folder) {
        for (String text : new String[] {null, "", " ", "{\"geheim\":1}", "geheim!", "geheim"}) {
            assertThatThrownBy(() -> new JdbcTokenStore(pool, text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageContaining("io.mxauth.camel.jdbc.Keyset")
                    .hasMessageNotContaining("geheim");
        }
        assertThatThrownBy(() -> new JdbcTokenStore(pool, "file:" + folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read from " + folder.resolve("none"));
    }

    /** An easy slip, and where it is slipped in other ways the text is not shown either. */
    @Test
    void keyset_behindTheWordFile_isNotShown() {
        String json = keyset.toJson();
        String secret = json.replaceAll("(?s).*\"value\":\\s*\"([^\"]+)\".*", "$1");
        String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertThat(secret).hasSizeGreaterThan(40);
        for (String text :
                new String[] {json, " " + json, "'" + json, base64, "\"" + json + "\""}) {
            assertThatThrownBy(() -> Keyset.of("file:" + text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageNotContaining(secret)
                    .hasMessageNotContaining(base64.substring(0, 60));
        }
        for (String text : new String[] {json, " " + json, base64}) {
            assertThatThrownBy(() -> Keyset.of("file:" + text))
                    .hasMessage(
                            "The keyset option holds a keyset, not a file name: leave out file:");
        }
        for (String piece :
                new String[] {secret, "/etc/" + secret, base64.substring(7), "\0" + secret}) {
            assertThatThrownBy(() -> Keyset.of("file:" + piece))
                    .hasNoCause()
                    .hasMessageContaining("the file that is named")
                    .hasMessageNotContaining(secret);
        }
    }

    @Test
    void keyset_fileThatNamesItself_isNoKeyset(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keyset.json");
        Files.writeString(file, "file:" + file);
        assertThatThrownBy(() -> Keyset.of("file:" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Tink keyset");
    }

    @Test
    void keyset_asText_hasNoKey() {
        assertThat(keyset).hasToString("Keyset[1]");
        assertThat(store).hasToString("JdbcTokenStore");
    }

    @Test
    void tables_missing_isSaid() {
        assertThatThrownBy(() -> new JdbcTokenStore(pool, keyset).load(KEY))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("createTable");
    }

    @Test
    void database_gone_isSaid_withoutItsUrl() {
        pool.dispose();
        JdbcTokenStore broken = new JdbcTokenStore(pool, keyset);
        assertThatThrownBy(() -> broken.load(KEY))
                .isInstanceOf(RuntimeException.class)
                .hasMessageNotContaining("jdbc:");
        assertThatThrownBy(() -> broken.tryEnter(KEY, Duration.ofSeconds(5)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void purge_deletesWhatHasExpired_andTheLocksNobodyNeeds() throws SQLException {
        store.save(KEY, VALUE, Instant.now().minusSeconds(1), TokenStore.ABSENT);
        store.save("grant:movio:live", VALUE, later(), TokenStore.ABSENT);
        for (String key : new String[] {KEY, "grant:movio:live"}) {
            Objects.requireNonNull(store.tryEnter(key, Duration.ofSeconds(5))).close();
        }
        TokenStore.Section held =
                Objects.requireNonNull(store.tryEnter("grant:movio:held", Duration.ofSeconds(5)));
        assertThat(count("mxauth_section")).isEqualTo(3);
        store.purge(Instant.now().plusSeconds(1));
        assertThat(count("mxauth_token")).isEqualTo(1);
        assertThat(count("mxauth_section")).isEqualTo(2);
        held.close();
    }

    @Test
    void sections_tooMany_wait() {
        TokenStore.Section[] sections = new TokenStore.Section[JdbcTokenStore.MOST_SECTIONS];
        for (int i = 0; i < sections.length; i++) {
            sections[i] = store.tryEnter("grant:movio:" + i, Duration.ofSeconds(30));
            assertThat(sections[i]).isNotNull();
        }
        assertThat(store.tryEnter(KEY, Duration.ofSeconds(30))).isNull();
        sections[0].close();
        sections[0] = store.tryEnter(KEY, Duration.ofSeconds(30));
        assertThat(sections[0]).isNotNull();
        for (TokenStore.Section section : sections) {
            section.close();
        }
    }
}

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

import io.mxauth.camel.TokenStore;
import io.mxauth.camel.TokenStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on a file of H2's. */
class H2TokenStoreTest extends TokenStoreContract {

    private static final String KEYSET = Keyset.generate().toJson();

    private static Path folder;

    private static JdbcTokenStore store;

    @BeforeAll
    static void start(@TempDir Path made) {
        folder = made;
        store = JdbcTokenStore.inFile(folder.resolve("tokens"), KEYSET);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Override
    protected TokenStore store() {
        return store;
    }

    @Test
    void file_outlivesTheJvmsStore() {
        Path file = folder.resolve("other");
        try (JdbcTokenStore before = JdbcTokenStore.inFile(file, KEYSET)) {
            before.save(key, "one", Instant.now().plusSeconds(60), TokenStore.ABSENT);
        }
        try (JdbcTokenStore after = JdbcTokenStore.inFile(file, KEYSET)) {
            assertThat(Objects.requireNonNull(after.load(key)).value()).isEqualTo("one");
        }
    }
}

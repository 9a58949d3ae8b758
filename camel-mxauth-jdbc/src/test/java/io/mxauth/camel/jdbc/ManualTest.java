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

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.TokenStore;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual says of Camel Main works as it stands there. */
class ManualTest {

    private static final Path PAGE = Path.of("..", "src", "docs", "scaling.adoc");
    private static final Pattern CAMEL_MAIN =
            Pattern.compile("----\\n(# Camel Main\\n.*?)\\n----", Pattern.DOTALL);

    @Test
    void propertiesOfCamelMain_makeTheStore(@TempDir Path folder) throws Exception {
        Matcher block = CAMEL_MAIN.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Path keyset = Files.writeString(folder.resolve("k.json"), Keyset.generate().toJson());
        Properties properties = new Properties();
        properties.load(
                new StringReader(
                        block.group(1).replace("/etc/films/keyset.json", keyset.toString())));
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime(), "sa", "");
        Main main = new Main();
        main.setInitialProperties(properties);
        main.bind("dataSource", pool);
        try {
            main.start();
            TokenStore store =
                    Objects.requireNonNull(
                            main.getCamelContext()
                                    .getComponent("mxauth", MxAuthComponent.class)
                                    .getTokenStore());
            assertThat(store).isInstanceOf(JdbcTokenStore.class);
            assertThat(store.save("k", "v", Instant.now().plusSeconds(60), TokenStore.ABSENT))
                    .isTrue();
        } finally {
            main.stop();
            pool.dispose();
        }
    }
}

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
package io.mxauth.examples.login;

import io.mxauth.camel.jdbc.JdbcTokenStore;
import io.mxauth.camel.jdbc.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps tokens in a file, so that whoever is connected stays so when the application restarts. */
@Configuration
class TokenFile {

    /**
     * The store that the component takes, as it is the only one.
     *
     * @param directory of the file, and of the keyset that encrypts it: elsewhere in an application
     *     of yours, where it keeps passwords
     */
    @Bean(destroyMethod = "close")
    JdbcTokenStore tokenStore(@Value("${tokens}") Path directory) throws IOException {
        Path keyset = directory.resolve("keyset.json");
        if (Files.notExists(keyset)) {
            Files.createDirectories(directory);
            Files.writeString(keyset, Keyset.generate().toJson());
        }
        return JdbcTokenStore.inFile(directory.resolve("tokens"), "file:" + keyset);
    }
}

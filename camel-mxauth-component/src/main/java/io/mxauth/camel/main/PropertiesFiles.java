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
package io.mxauth.camel.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Files of properties, the later ones beating the earlier; Camel's way with spaces at line ends. */
final class PropertiesFiles {

    private static final String USUAL = "application.properties";

    private PropertiesFiles() {}

    /**
     * Reads them.
     *
     * @param files where they are; none: {@code application.properties} of the working directory or
     *     else of the class path
     * @throws IOException naming a file that cannot be read
     */
    static Properties read(List<Path> files) throws IOException {
        Properties all = new Properties();
        if (files.isEmpty()) {
            add(Files.exists(Path.of(USUAL)) ? Files.newInputStream(Path.of(USUAL)) : usual(), all);
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + " cannot be read");
            }
            add(Files.newInputStream(file), all);
        }
        return all;
    }

    private static InputStream usual() throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        @Nullable InputStream found = loader == null ? null : loader.getResourceAsStream(USUAL);
        if (found == null) {
            throw new IOException(
                    "There is no "
                            + USUAL
                            + ", neither in the working directory nor on the class path");
        }
        return found;
    }

    private static void add(InputStream opened, Properties all) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = opened) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("A line has a broken \\u escape", e);
        }
        properties
                .stringPropertyNames()
                .forEach(
                        name ->
                                all.setProperty(
                                        name, properties.getProperty(name).stripTrailing()));
    }
}

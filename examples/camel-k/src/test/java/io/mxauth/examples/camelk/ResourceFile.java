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
package io.mxauth.examples.camelk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file with one Kubernetes resource. */
record ResourceFile(Path path) {

    static final Path KAMELETS = Path.of("..", "..", "src", "kamelets");
    static final Path PIPES = Path.of("pipes");
    static final Path SECRETS = Path.of("secrets");

    static List<ResourceFile> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ResourceFile::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without its extensions. */
    String name() {
        return path.getFileName().toString().split("\\.", 2)[0];
    }

    String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<?, ?> content() {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text());
    }

    /** What stands at the end of these keys; a number is the place in a list. */
    Object at(Object... keys) {
        Object found = content();
        for (Object key : keys) {
            Object next =
                    key instanceof Integer place
                            ? ((List<?>) found).get(place)
                            : ((Map<?, ?>) found).get(key);
            if (next == null) {
                throw new IllegalArgumentException(path + " has no " + key);
            }
            found = next;
        }
        return found;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

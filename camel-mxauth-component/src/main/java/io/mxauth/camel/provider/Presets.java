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
package io.mxauth.camel.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The presets on the class path, one file a provider, each read when it is first asked for. */
public final class Presets {

    private static final String FOLDER = "META-INF/mxauth/presets/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private final Function<String, @Nullable InputStream> resources;

    /** Only what there is: names that are no preset's are as many as there are providers. */
    private final Map<String, Preset> read = new ConcurrentHashMap<>();

    /**
     * The presets on a class path.
     *
     * @param resources opens a resource of the class path by its path, or answers null where there
     *     is none
     */
    public Presets(Function<String, @Nullable InputStream> resources) {
        this.resources = resources;
    }

    /** The preset of that name, if there is a file of it. */
    public Optional<Preset> find(String name) {
        return NAME.matcher(name).matches()
                ? Optional.ofNullable(read.computeIfAbsent(name, this::read))
                : Optional.empty();
    }

    private @Nullable Preset read(String name) {
        try (InputStream stream = resources.apply(FOLDER + name + ".properties")) {
            if (stream == null) {
                return null;
            }
            Properties file = new Properties();
            file.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return Preset.parse(name, file);
        } catch (IOException e) {
            throw new UncheckedIOException("Preset " + name + " cannot be read", e);
        }
    }
}

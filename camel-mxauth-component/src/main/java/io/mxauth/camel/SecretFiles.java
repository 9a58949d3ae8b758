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
package io.mxauth.camel;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.FilePropertiesSource;
import org.apache.camel.component.properties.PropertiesComponent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of properties that placeholders take their values from, as they are now. Camel reads
 * each once, when it starts; here the names that a text mentions are brought up to date, and no
 * others. Used once, on one thread.
 */
final class SecretFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^{}:]+)");

    private final Map<FilePropertiesSource, Properties> files = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    SecretFiles(CamelContext context) {
        if (context.getPropertiesComponent() instanceof PropertiesComponent properties) {
            properties.getPropertiesSources().stream()
                    .filter(FilePropertiesSource.class::isInstance)
                    .map(FilePropertiesSource.class::cast)
                    .forEach(file -> files.put(file, load(file, properties)));
        }
    }

    private static Properties load(FilePropertiesSource file, PropertiesComponent properties) {
        try {
            return file.loadPropertiesFromLocation(properties, file.getLocation());
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} cannot be read again, so that what it said before stays in force",
                    file.getName(),
                    e);
            return new Properties();
        }
    }

    /** Brings up to date what the placeholders of a text stand for. */
    void reread(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String name = placeholder.group(1).strip();
            if (seen.add(name)) {
                files.forEach((file, now) -> update(file, name, now.getProperty(name)));
            }
        }
    }

    private void update(FilePropertiesSource file, String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        // as Camel does it
        String now = value.stripTrailing();
        if (!now.equals(file.getProperty(name))) {
            file.setProperty(name, now);
        }
        reread(now);
    }
}

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

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of an application's properties concerns token requests: this component's options, TLS, vaults,
 * the HTTP component, and the beans that those mention. All else stays out, so that no route runs,
 * no port opens and no other component is needed. The store of tokens stays out as well: whoever
 * only looks at credentials takes nobody's tokens.
 */
final class ConcernedProperties {

    static final String COMPONENT = "camel.component.mxauth.";
    private static final List<String> PREFIXES =
            List.of(
                    COMPONENT,
                    "camel.component.http.",
                    "camel.component.https.",
                    "camel.ssl.",
                    "camel.vault.");
    private static final String BEAN = "camel.beans.";
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([A-Za-z0-9_-]+)");

    private final Properties all;
    private final Properties concerned = new Properties();
    private final Set<String> beans = new HashSet<>();

    private ConcernedProperties(Properties all) {
        this.all = all;
    }

    /** Picks them, those of the JVM and the environment included, which beat the files. */
    static Properties of(Properties files) {
        ConcernedProperties picked = new ConcernedProperties(files);
        files.stringPropertyNames().stream()
                .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
                .forEach(name -> picked.add(name, files.getProperty(name)));
        String variables = COMPONENT.replace('.', '_').toUpperCase(Locale.ROOT);
        System.getenv()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(variables)) {
                                picked.add(option(name.substring(variables.length())), value);
                            }
                        });
        Properties system = System.getProperties();
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith(COMPONENT))
                .forEach(name -> picked.add(name, system.getProperty(name)));
        return picked.concerned;
    }

    private static String option(String variable) {
        return COMPONENT + variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void add(String name, String value) {
        if (isStore(name)) {
            return;
        }
        concerned.setProperty(name, value);
        Matcher reference = REFERENCE.matcher(value);
        if (reference.matches() && beans.add(reference.group(1))) {
            String bean = BEAN + reference.group(1);
            all.stringPropertyNames().stream()
                    .filter(key -> isOf(bean, key))
                    .forEach(key -> add(key, all.getProperty(key)));
        }
    }

    private static boolean isStore(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT).equals(COMPONENT + "tokenstore");
    }

    private static boolean isOf(String bean, String key) {
        return key.equals(bean) || key.startsWith(bean + ".") || key.startsWith(bean + "[");
    }
}

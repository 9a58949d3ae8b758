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
package io.mxauth.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of one provider and the credentials it accepts, in kebab case. Credentials can be changed
 * while it runs; URLs cannot. Safe for use by many threads.
 */
final class Settings {

    private final String provider;
    private final Map<String, String> originals = new LinkedHashMap<>();
    private final Map<String, String> current = new LinkedHashMap<>();
    private final Set<String> changeable = new TreeSet<>();

    Settings(String provider) {
        this.provider = provider;
    }

    synchronized Settings fixed(String name, String value) {
        originals.put(name, value);
        current.put(name, value);
        return this;
    }

    synchronized Settings accepted(String name, String value) {
        changeable.add(name);
        return fixed(name, value);
    }

    synchronized String get(String name) {
        String value = current.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    provider + " has no setting " + name + ", only " + current.keySet());
        }
        return value;
    }

    boolean is(String name, @Nullable String sent) {
        return get(name).equals(sent);
    }

    synchronized void change(String name, String value) {
        if (!changeable.contains(name)) {
            throw new IllegalArgumentException(
                    provider + " cannot change " + name + ", only " + changeable);
        }
        current.put(name, value);
    }

    synchronized Map<String, String> all() {
        return new LinkedHashMap<>(current);
    }

    synchronized void reset() {
        current.putAll(originals);
    }
}

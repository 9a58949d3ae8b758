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
package io.mxauth.camel.shared;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a store that cannot be right, each told once and not at each look. Safe for any
 * number of threads.
 */
final class SetAside {

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /**
     * An entry was found that cannot be right.
     *
     * @param why in words, no part of the entry
     */
    void add(String key, String why) {
        if (keys.add(key)) {
            LOG.warn(
                    "The store's entry '{}' cannot be right: {}. It is set aside: the next token is"
                            + " fetched by the full grant, or a person has to log in, and what comes of"
                            + " that replaces the entry",
                    key,
                    why);
        }
    }

    /** An entry is as it should be. */
    void remove(String key) {
        keys.remove(key);
    }
}

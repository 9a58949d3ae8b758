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
package io.mxauth.camel.springboot.page;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of the page, below {@code camel.component.mxauth.page}, and what they may be. */
public final class PageOptions {

    private static final Set<String> ENABLED = Set.of("page.enabled", "pageenabled");
    private static final Set<String> PATH = Set.of("page.path", "pagepath");

    private PageOptions() {}

    /**
     * Whether that is one of them.
     *
     * @param name in lower case and without dashes; of an environment variable its words joined
     */
    public static boolean isOption(String name) {
        return ENABLED.contains(name) || PATH.contains(name);
    }

    /** What is wrong with an option's value, in words that do not show it; null if nothing is. */
    public static @Nullable String problemOf(String name, String value) {
        String text = value.strip();
        if (PATH.contains(name)) {
            return PageAddress.isPath(text) ? null : "must be a path such as /mxauth";
        }
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? null
                : "must be true or false";
    }
}

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
package io.mxauth.camel.springboot;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * An option as somebody wrote it, before anything is made of it. The text form has no value.
 *
 * @param provider the provider's name, or null for an option of the component
 * @param name the option's name as it was written; in an environment variable its words joined
 * @param entry the name of the entry where the option is a map, or null
 * @param value the value as it was written, placeholders included
 * @param origin the place it was written at, or null where that is not known
 */
record WrittenOption(
        @Nullable String provider,
        String name,
        @Nullable String entry,
        Object value,
        @Nullable Origin origin) {

    /** A name without what relaxed writing may change of it. */
    static String normalized(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The name as problems say it. */
    String label() {
        return entry == null ? name : name + "[" + entry + "]";
    }

    /** Whether that label, in whatever case, means this option. */
    boolean is(@Nullable String ofProvider, String ofLabel) {
        return (provider == null ? ofProvider == null : provider.equals(ofProvider))
                && normalized(label()).equals(normalized(ofLabel));
    }

    @Override
    public String toString() {
        return "WrittenOption[" + provider + ", " + label() + "]";
    }
}

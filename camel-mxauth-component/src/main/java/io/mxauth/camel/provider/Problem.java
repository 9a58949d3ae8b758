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

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the options of a provider or of the component, said without any value.
 *
 * @param provider the provider's name, or null where the component itself is meant
 * @param option the option, or null where no single one is at fault
 * @param text what is wrong and what to do
 * @param deferrable whether an endpoint that names this provider may still mend it
 */
public record Problem(
        @Nullable String provider, @Nullable String option, String text, boolean deferrable)
        implements Serializable {

    @Override
    public String toString() {
        String where = provider == null ? "component" : "provider '" + provider + "'";
        return option == null ? where + ": " + text : where + ", option '" + option + "': " + text;
    }
}

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

import org.jspecify.annotations.Nullable;

/**
 * How often the page reads itself again.
 *
 * @param seconds the time between, or 0 for never
 */
record Refresh(int seconds) {

    static final int OFFERED = 10;

    private static final int SHORTEST = 5;

    /** What the address asks for: whole seconds, five at least. Anything else is never. */
    static Refresh of(@Nullable String written) {
        if (written == null || !written.matches("\\d{1,4}")) {
            return new Refresh(0);
        }
        return new Refresh(Math.max(SHORTEST, Integer.parseInt(written)));
    }

    boolean isOn() {
        return seconds > 0;
    }
}

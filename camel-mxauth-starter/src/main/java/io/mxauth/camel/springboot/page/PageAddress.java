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

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The path that the page is served at. One that cannot be is reported by {@link PageOptions}. */
final class PageAddress {

    static final String PATH_OPTION = "camel.component.mxauth.page.path";

    private static final String USUAL = "/mxauth";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    private final String path;

    PageAddress(Environment environment) {
        String written = environment.getProperty(PATH_OPTION, USUAL).strip();
        this.path = isPath(written) ? written : USUAL;
    }

    /** Called by the expression in the page's mapping. */
    public String path() {
        return path;
    }

    static boolean isPath(@Nullable String text) {
        return text != null && PATH.matcher(text).matches();
    }
}

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

import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a sandbox as the text of a properties file, a paragraph for each provider. */
final class PropertiesText {

    private PropertiesText() {}

    static String of(Sandbox sandbox) {
        StringBuilder text = new StringBuilder();
        for (SandboxProvider provider : sandbox.providers()) {
            text.append("# ").append(provider.name()).append('\n');
            for (Map.Entry<String, String> setting : provider.settings().entrySet()) {
                text.append(Sandbox.key(provider, setting.getKey()))
                        .append('=')
                        .append(escape(setting.getValue()))
                        .append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Escapes what java.util.Properties would read otherwise; all else is plain ASCII. */
    private static String escape(String value) {
        return value.chars().mapToObj(PropertiesText::escape).collect(Collectors.joining());
    }

    private static String escape(int c) {
        if (c == '\\') {
            return "\\\\";
        }
        return c < 0x20 || c > 0x7e ? "\\u%04X".formatted(c) : Character.toString(c);
    }
}

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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One header of the API call: its name, and its value with {@code {accessToken}} still to be filled
 * in. All other placeholders are filled in when the provider is resolved.
 *
 * @param name the header's name
 * @param template the value, which may hold {@code {accessToken}}
 */
public record HeaderTemplate(String name, String template) {

    static final String ACCESS_TOKEN = "accessToken";
    private static final String ACCESS_TOKEN_PLACEHOLDER = "{" + ACCESS_TOKEN + "}";

    /** What may stand in braces in a header's template. */
    static final Set<String> PLACEHOLDERS =
            Set.of(
                    ACCESS_TOKEN,
                    "apiKey",
                    "clientSecret",
                    "subscriptionKey",
                    "clientId",
                    "region",
                    "server");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    public boolean needsToken() {
        return template.contains(ACCESS_TOKEN_PLACEHOLDER);
    }

    /** The header's value with that access token. */
    public String render(String accessToken) {
        return template.replace(ACCESS_TOKEN_PLACEHOLDER, accessToken);
    }

    static List<String> placeholdersOf(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The text with each placeholder replaced by what the values say, in one pass. */
    static String fill(String text, UnaryOperator<String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
    }

    @Override
    public String toString() {
        return name + ": xxxxxx";
    }
}

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
package io.mxauth.camel.verify;

import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.provider.Provider;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as people may see it: every value is masked that is not known to be harmless. Of an
 * {@code Authorization} header the scheme stays.
 */
record MaskedRequest(HttpCall call, Provider provider) {

    static final String MASK = "***";

    private static final Set<String> HARMLESS_HEADERS = Set.of("content-type", "accept");

    /** Those that have an option of their own that is no credential. */
    private static final Set<String> HARMLESS_PARAMETERS =
            Set.of("grant_type", "scope", "audience", "redirect_uri");

    /** Method and URL, then the headers, then the form, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(call.method() + " " + place(call.uri()));
        call.headers().forEach((name, value) -> lines.add(name + ": " + header(name, value)));
        parameters().forEach(pair -> lines.add(pair[0] + "=" + parameter(pair[0], pair[1])));
        return lines;
    }

    /** A URL without what its query or its user info might hold. */
    static String place(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + MASK;
        return uri.getScheme() + "://" + host + port + path + query;
    }

    private static String header(String name, String value) {
        String key = name.toLowerCase(Locale.ROOT);
        if (HARMLESS_HEADERS.contains(key)) {
            return value;
        }
        int space = value.indexOf(' ');
        return key.equals("authorization") && space > 0
                ? value.substring(0, space + 1) + MASK
                : MASK;
    }

    private String parameter(String name, String value) {
        return HARMLESS_PARAMETERS.contains(name) && !provider.tokenParameters().containsKey(name)
                ? value
                : MASK;
    }

    /** The value of a form parameter, or null. */
    @Nullable String parameter(String name) {
        return parameters().stream()
                .filter(pair -> pair[0].equals(name))
                .map(pair -> pair[1])
                .findFirst()
                .orElse(null);
    }

    private List<String[]> parameters() {
        List<String[]> parameters = new ArrayList<>();
        String body = call.body();
        if (body != null) {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                parameters.add(
                        new String[] {
                            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))
                        });
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return call.toString();
    }
}

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
package io.mxauth.camel.call;

import io.mxauth.camel.provider.HeaderTemplate;
import io.mxauth.camel.token.Token;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an authorized call, rendered once for a token and shared by all requests that carry
 * it. Immutable.
 */
public final class AuthHeaders {

    private final @Nullable Token token;
    private final String[] names;
    private final String[] values;

    private AuthHeaders(@Nullable Token token, String[] names, String[] values) {
        this.token = token;
        this.names = names;
        this.values = values;
    }

    /**
     * Fills in the token.
     *
     * @param token the token that they carry, or null with an API key
     */
    public static AuthHeaders render(List<HeaderTemplate> templates, @Nullable Token token) {
        String accessToken = token == null ? "" : token.value().value();
        return new AuthHeaders(
                token,
                templates.stream().map(HeaderTemplate::name).toArray(String[]::new),
                templates.stream().map(t -> t.render(accessToken)).toArray(String[]::new));
    }

    public @Nullable Token token() {
        return token;
    }

    List<String> names() {
        return List.of(names);
    }

    /** Gives each header's name and value. */
    public void forEach(BiConsumer<String, String> header) {
        for (int i = 0; i < names.length; i++) {
            header.accept(names[i], values[i]);
        }
    }

    /** Whether each header is one that the predicate holds for. */
    boolean allMatch(BiPredicate<String, String> header) {
        for (int i = 0; i < names.length; i++) {
            if (!header.test(names[i], values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Exposes the headers to what does not go through a guarded call. */
    void putOn(Message message) {
        forEach(message::setHeader);
    }

    /** Takes these headers off; one of the same name with another value is somebody else's. */
    void takeOff(Message message) {
        for (int i = 0; i < names.length; i++) {
            if (values[i].equals(message.getHeader(names[i]))) {
                message.removeHeader(names[i]);
            }
        }
    }

    @Override
    public String toString() {
        return "AuthHeaders[" + String.join(", ", names) + "]";
    }
}

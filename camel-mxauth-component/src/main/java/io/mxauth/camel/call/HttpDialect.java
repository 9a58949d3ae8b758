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

import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.util.UnsafeUriCharactersEncoder;
import org.jspecify.annotations.Nullable;

/** What differs between Camel's HTTP clients, as far as an authorized call is concerned. */
interface HttpDialect {

    /**
     * The URL that the client will call with that exchange, headers that override the endpoint's
     * considered.
     *
     * @throws IllegalArgumentException if it is none
     */
    URI target(Exchange exchange);

    /** The HTTP status that the client's exception stands for, or 0. */
    int statusOf(Throwable thrown);

    /** The URL as the clients read it: placeholders filled in, unsafe characters encoded. */
    static URI parse(CamelContext context, String url) {
        return URI.create(
                UnsafeUriCharactersEncoder.encodeHttpURI(context.resolvePropertyPlaceholders(url)));
    }

    /** The first of these headers that is set. */
    static @Nullable String header(Exchange exchange, String... names) {
        for (String name : names) {
            String value = exchange.getIn().getHeader(name, String.class);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}

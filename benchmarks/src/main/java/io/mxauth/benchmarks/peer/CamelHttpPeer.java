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
package io.mxauth.benchmarks.peer;

import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** The OAuth 2.0 options of camel-http itself; it authenticates inside its HTTP client. */
final class CamelHttpPeer implements Peer {

    private final boolean recommended;

    CamelHttpPeer(boolean recommended) {
        this.recommended = recommended;
    }

    @Override
    public String name() {
        return "camel-http";
    }

    @Override
    public String cacheEntry() {
        return "org.apache.camel.component.http.OAuth2ClientConfigurer$TokenCache";
    }

    @Override
    public String configuration() {
        return recommended ? "recommended: oauth2CacheTokens" : "default: no cache";
    }

    @Override
    public @Nullable Resolver resolver(Target target) {
        return null;
    }

    @Override
    public Caller caller(Target target) throws Exception {
        String options =
                "&oauth2TokenEndpoint=RAW(%s)&oauth2ClientId=%s&oauth2ClientSecret=%s"
                        .formatted(target.tokenEndpoint(), target.clientId(), Target.SECRET);
        String cache =
                "&oauth2CacheTokens=true&oauth2CachedTokensExpirationMarginSeconds="
                        + target.margin().toSeconds();
        return CamelCaller.start(
                new DefaultCamelContext(),
                null,
                target.api(),
                recommended ? options + cache : options);
    }

    @Override
    public Caller plainCaller(Target target) throws Exception {
        return CamelCaller.start(new DefaultCamelContext(), null, target.api(), "");
    }
}

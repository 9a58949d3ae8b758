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

import java.time.Duration;

/** MediaValet: IdentityServer at the login host, a gateway with subscription keys at the API. */
final class MediaValet implements Imitation {

    static final String ISSUER = "https://iam.mediavalet.com";
    static final String AUTHORIZE = "/connect/authorize";
    static final String TOKEN = "/connect/token";
    static final String INTROSPECT = "/connect/introspect";
    static final String REVOCATION = "/connect/revocation";
    static final String USERINFO = "/connect/userinfo";
    static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String KEYS = DISCOVERY + "/jwks";

    @Override
    public String name() {
        return "mediavalet";
    }

    @Override
    public Duration lifetime() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean refreshable() {
        return true;
    }

    @Override
    public void open(ProviderState state, Ground ground) {
        Site login = ground.site(state);
        Site api = ground.site(state);
        settle(state.settings(), login, api);
        AuthorizationCodes codes = new AuthorizationCodes(state.clock());
        state.onReset(codes::clear);
        MediaValetClient client = new MediaValetClient(state.settings());
        login.serve(Kind.TOKEN, TOKEN, new MediaValetToken(state, client, codes))
                .serve(Kind.OTHER, AUTHORIZE, new MediaValetAuthorize(state, codes))
                .serve(Kind.OTHER, INTROSPECT, new MediaValetIntrospection(state, client))
                .serve(Kind.OTHER, REVOCATION, new MediaValetRevocation(state, client))
                .serve(Kind.OTHER, USERINFO, new MediaValetUserinfo(state))
                .serve(Kind.OTHER, DISCOVERY, new MediaValetDiscovery(login))
                .serve(Kind.OTHER, KEYS, new Jwks());
        api.serve(Kind.API, "/categories", new MediaValetCategories(state));
        ground.ahead(SigningKey::get);
    }

    private static void settle(Settings settings, Site login, Site api) {
        settings.fixed("token-endpoint", login.url(TOKEN))
                .fixed("authorization-endpoint", login.url(AUTHORIZE))
                .fixed("introspection-endpoint", login.url(INTROSPECT))
                .fixed("revocation-endpoint", login.url(REVOCATION))
                .fixed("userinfo-endpoint", login.url(USERINFO))
                .fixed("discovery-uri", login.url(DISCOVERY))
                .fixed("jwks-uri", login.url(KEYS))
                .fixed("issuer", ISSUER)
                .fixed("api", api.url("/categories"))
                .fixed("api-host", api.authority())
                .fixed("scope", "openid api offline_access")
                .accepted("client-id", "sandbox-mediavalet-client")
                .accepted("client-secret", "sandbox+mediavalet&100%25=secret:é")
                .accepted("username", "sandbox+mediavalet@example.com")
                .accepted("password", "sandbox-mediavalet-pass&word")
                .accepted("subscription-key", "sandbox-mediavalet-subscription-key")
                .accepted("redirect-uri", "http://127.0.0.1:8080/mxauth/callback");
    }
}

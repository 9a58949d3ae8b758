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

/** Filmmakers: Doorkeeper tokens or a static API key, all on one host. */
final class Filmmakers implements Imitation {

    static final String SCOPE = "public";
    static final String TOKEN = "/oauth/token";
    static final String INTROSPECT = "/oauth/introspect";
    static final String REVOKE = "/oauth/revoke";
    static final String KEYS = "/oauth/discovery/keys";
    static final String PROFILES = "/api/v1/actor_profiles";

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    @Override
    public String name() {
        return "filmmakers";
    }

    @Override
    public Duration lifetime() {
        return Duration.ofHours(2);
    }

    @Override
    public void open(ProviderState state, Ground ground) {
        Site site = ground.site(state);
        state.settings()
                .fixed("token-endpoint", site.url(TOKEN))
                .fixed("introspection-endpoint", site.url(INTROSPECT))
                .fixed("revocation-endpoint", site.url(REVOKE))
                .fixed("discovery-uri", site.url(DISCOVERY))
                .fixed("jwks-uri", site.url(KEYS))
                .fixed("issuer", site.url(""))
                .fixed("api", site.url(PROFILES))
                .fixed("api-host", site.authority())
                .fixed("scope", SCOPE)
                .accepted("client-id", "sandbox-filmmakers-client")
                .accepted("client-secret", "sandbox+filmmakers&100%25=secret:é")
                .accepted("api-key", "sandbox+filmmakers&100%25:key");
        FilmmakersProfiles profiles = new FilmmakersProfiles(state);
        site.serve(Kind.TOKEN, TOKEN, new FilmmakersToken(state))
                .serve(Kind.OTHER, INTROSPECT, new FilmmakersIntrospection(state))
                .serve(Kind.OTHER, REVOKE, new FilmmakersRevocation(state))
                .serve(Kind.OTHER, DISCOVERY, new FilmmakersDiscovery(site))
                .serve(Kind.OTHER, KEYS, new Jwks())
                .serve(Kind.API, PROFILES, profiles)
                .serve(Kind.API, PROFILES + "/", profiles);
    }
}

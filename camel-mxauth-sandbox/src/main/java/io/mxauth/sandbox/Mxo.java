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

/** MXO on one tenant's host: plain HTTP Basic, and JWTs that live for 299 seconds. */
final class Mxo implements Imitation {

    private static final String TOKEN = "/one/oauth2token";
    private static final String WORKSPACES = "/one/oauth2/services/api/workspaces";
    private static final String INTERACTION = "/one/oauth2/rt/api/2.0/interaction";
    private static final String SITE_KEY = "ONE-SANDBOX-0001";

    @Override
    public String name() {
        return "mxo";
    }

    @Override
    public Duration lifetime() {
        return Duration.ofSeconds(299);
    }

    @Override
    public void open(ProviderState state, Ground ground) {
        Site site = ground.site(state);
        state.settings()
                .fixed("token-endpoint", site.url(TOKEN))
                .fixed("api", site.url(WORKSPACES + "?sk=" + SITE_KEY))
                .fixed("interaction-api", site.url(INTERACTION + "?sk=" + SITE_KEY))
                .fixed("api-host", site.authority())
                .fixed("site-key", SITE_KEY)
                .accepted("client-id", "sandbox-mxo-client")
                .accepted("client-secret", "sandbox+mxo&100%25=secret:é");
        MxoApi api = new MxoApi(state);
        site.serve(Kind.TOKEN, TOKEN, new MxoToken(state))
                .serve(Kind.API, WORKSPACES, api.workspaces())
                .serve(Kind.API, INTERACTION, api.interaction());
    }
}

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

/** movieXchange: a public client id in the body of the token request, a secret at the API only. */
final class MovieXchange implements Imitation {

    static final String CHAINS = "/mxs/reference-data/v1/cinema-chains";

    @Override
    public String name() {
        return "moviexchange";
    }

    @Override
    public Duration lifetime() {
        return Duration.ofHours(12);
    }

    @Override
    public boolean refreshable() {
        return true;
    }

    @Override
    public void open(ProviderState state, Ground ground) {
        Site auth = ground.site(state);
        Site api = ground.site(state);
        state.settings()
                .fixed("token-endpoint", auth.url("/connect/token"))
                .fixed("api", api.url(CHAINS))
                .fixed("api-host", api.authority())
                .accepted("client-id", "sandbox-moviexchange-client")
                .accepted("client-secret", "SANDB-OXMOV-IEXCH-ANGES-ECRET")
                .accepted("username", "sandbox+moviexchange@example.com")
                .accepted("password", "sandbox-moviexchange-pass&word");
        MovieXchangeChains chains = new MovieXchangeChains(state);
        auth.serve(Kind.TOKEN, "/connect/token", new MovieXchangeToken(state));
        api.serve(Kind.API, CHAINS, chains).serve(Kind.API, CHAINS + "/", chains);
    }
}

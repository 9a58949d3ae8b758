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

/** Movio EQ in one region: HTTP Basic, and an audience that must be the region's. */
final class Movio implements Imitation {

    private final String region;

    Movio(String region) {
        this.region = region;
    }

    @Override
    public String name() {
        return "movio-" + region;
    }

    @Override
    public Duration lifetime() {
        return Duration.ofHours(24);
    }

    @Override
    public void open(ProviderState state, Ground ground) {
        Site auth = ground.site(state);
        Site api = ground.site(state);
        state.settings()
                .fixed("token-endpoint", auth.url("/oauth/token"))
                .fixed("api", api.url("/films"))
                .fixed("api-host", api.authority())
                .accepted("audience", "https://exhibitor-api." + region + ".eks.movio.co")
                .accepted("client-id", "sandbox-" + name() + "-client")
                .accepted("client-secret", "sandbox-" + name() + "-secret");
        auth.serve(Kind.TOKEN, "/oauth/token", new MovioToken(state));
        api.serve(Kind.API, "/films", new MovioFilms(state));
    }
}

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
package io.mxauth.camel.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.Observations;
import io.mxauth.camel.observe.ProviderTally;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a component: {@value #REQUESTS}, {@value #HITS}, {@value #RETRIES} and {@value
 * #EXPIRES_IN}. Tags are the provider, the grant and the outcome, of which there are few.
 *
 * <p>Bound by itself to the one {@link MeterRegistry} that Camel's registry holds. Elsewhere: {@code
 * new MxAuthMeters(component.observations()).bindTo(registry)}.
 */
public final class MxAuthMeters implements MeterBinder {

    /** Timer of token requests; tags {@code provider}, {@code grant}, {@code outcome}. */
    public static final String REQUESTS = "camel.mxauth.requests";

    /** Counter of calls that were served with a token in hand; tag {@code provider}. */
    public static final String HITS = "camel.mxauth.hits";

    /** Counter of API calls that were repeated after a 401; tag {@code provider}. */
    public static final String RETRIES = "camel.mxauth.retries.unauthorized";

    /**
     * Gauge of the seconds that a provider's token still lives, the shortest of its accounts; zero
     * where there is none; tags {@code provider}, {@code grant}.
     */
    public static final String EXPIRES_IN = "camel.mxauth.token.expires.in";

    private final Observations observations;

    public MxAuthMeters(Observations observations) {
        this.observations = observations;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        observations.countHits();
        Binding binding = new Binding(registry);
        if (observations.add(binding)) {
            observations.accounts().forEach(a -> binding.gauge(a.provider(), a.grant()));
        }
    }

    private final class Binding implements TokenObserver {

        private final MeterRegistry registry;

        /** What is registered: a registry warns of a gauge that comes again. */
        private final Set<String> gauges = ConcurrentHashMap.newKeySet();

        Binding(MeterRegistry registry) {
            this.registry = registry;
        }

        @Override
        public void providerUsed(ProviderTally tally) {
            FunctionCounter.builder(HITS, tally, ProviderTally::hits)
                    .description("Calls that were served with a token in hand")
                    .tag("provider", tally.provider())
                    .register(registry);
            FunctionCounter.builder(RETRIES, tally, ProviderTally::unauthorizedRetries)
                    .description("API calls that were repeated with another token after a 401")
                    .tag("provider", tally.provider())
                    .register(registry);
        }

        @Override
        public FetchObserver fetching(Provider provider) {
            return (grant, endpoint) -> {
                Timer.Sample request = Timer.start(registry);
                return (outcome, status) ->
                        request.stop(
                                Timer.builder(REQUESTS)
                                        .description("Requests for tokens")
                                        .tag("provider", provider.name())
                                        .tag("grant", grant)
                                        .tag("outcome", outcome)
                                        .register(registry));
            };
        }

        @Override
        public void acquired(Provider provider, Token token) {
            gauge(provider.name(), provider.grant().value());
        }

        @Override
        public void failed(Provider provider, AuthFailure failure, boolean tokenLives) {
            gauge(provider.name(), provider.grant().value());
        }

        void gauge(String provider, String grant) {
            if (!gauges.add(provider + " " + grant)) {
                return;
            }
            Gauge.builder(EXPIRES_IN, observations, seen -> expiresIn(seen, provider, grant))
                    .description("How long the token in hand still lives")
                    .baseUnit("seconds")
                    .tags(Tags.of("provider", provider, "grant", grant))
                    .register(registry);
        }

        /** One binding a registry, so that no request is counted twice there. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Binding binding && binding.registry.equals(registry);
        }

        @Override
        public int hashCode() {
            return registry.hashCode();
        }

        private static double expiresIn(Observations seen, String provider, String grant) {
            Duration shortest =
                    seen.accounts().stream()
                            .filter(a -> a.provider().equals(provider) && a.grant().equals(grant))
                            .map(AccountState::remaining)
                            .min(Comparator.naturalOrder())
                            .orElse(Duration.ZERO);
            return shortest.toMillis() / 1000.0;
        }
    }
}

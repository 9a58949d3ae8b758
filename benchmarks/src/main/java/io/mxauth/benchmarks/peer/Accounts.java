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

import io.mxauth.benchmarks.server.Site;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.call.CallAuthorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/** Many accounts at one peer, each with a token in hand. */
public interface Accounts extends AutoCloseable {

    /** The header's value for an account by its number. */
    @Nullable Object look(int account) throws Exception;

    @Override
    void close();

    /** Ours: a provider each, with tokens that were fetched from those issuers. */
    static Accounts ofMxAuth(List<Site> sites, int number) {
        MxAuthAccounts accounts =
                new MxAuthAccounts(number, account -> sites.get(account % sites.size()));
        accounts.fetchAll();
        return accounts;
    }

    /** Spring Security's: a registration each, with tokens that are put in. */
    static Accounts ofSpring(Site site, int number) {
        List<String> names = IntStream.range(0, number).mapToObj(i -> "account-" + i).toList();
        List<ClientRegistration> registrations =
                names.stream()
                        .map(
                                name ->
                                        SpringPeer.registration(
                                                name, Target.of(site, Duration.ofHours(1))))
                        .toList();
        InMemoryClientRegistrationRepository repository =
                new InMemoryClientRegistrationRepository(registrations);
        InMemoryOAuth2AuthorizedClientService clients =
                new InMemoryOAuth2AuthorizedClientService(repository);
        for (ClientRegistration registration : registrations) {
            String name = registration.getRegistrationId();
            Instant now = Instant.now();
            OAuth2AccessToken token =
                    new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER,
                            name + "x".repeat(1200 - name.length()),
                            now,
                            now.plusSeconds(3600));
            clients.saveAuthorizedClient(
                    new OAuth2AuthorizedClient(registration, name, token),
                    new TestingAuthenticationToken(name, null));
        }
        AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(repository, clients);
        return new Accounts() {
            @Override
            public Object look(int account) {
                return SpringPeer.authorization(manager, names.get(account));
            }

            @Override
            public void close() {}
        };
    }

    /** Ours, fetched or not. */
    final class MxAuthAccounts implements Accounts {

        /** As many fetches as are waited for at a time. */
        private static final int BATCH = 200;

        private final DefaultCamelContext context = new DefaultCamelContext();
        private final List<CallAuthorizer> authorizers = new ArrayList<>();

        /**
         * Starts a context with that many providers.
         *
         * @param sites the issuer of an account by its number
         */
        public MxAuthAccounts(int number, Function<Integer, Site> sites) {
            MxAuthComponent component = new MxAuthComponent();
            component.setCacheMaximumSize(number);
            for (int i = 0; i < number; i++) {
                component
                        .getProviders()
                        .put(
                                "account-" + i,
                                MxAuthPeer.provider(
                                        Target.of(sites.apply(i), Duration.ofHours(1))));
            }
            context.addComponent("mxauth", component);
            context.start();
            for (int i = 0; i < number; i++) {
                authorizers.add(component.authorizer("account-" + i));
            }
        }

        void fetchAll() {
            for (int from = 0; from < authorizers.size(); from += BATCH) {
                authorizers.subList(from, Math.min(from + BATCH, authorizers.size())).stream()
                        .map(CallAuthorizer::headers)
                        .toList()
                        .forEach(CompletableFuture::join);
            }
        }

        /** The headers once they are there. */
        public CompletableFuture<AuthHeaders> fetch(int account) {
            return authorizers.get(account).headers();
        }

        @Override
        public @Nullable Object look(int account) {
            return authorizers.get(account).present();
        }

        @Override
        public void close() {
            context.stop();
        }
    }
}

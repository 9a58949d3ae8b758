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

import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;

import java.util.Objects;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.web.client.RestClient;

/**
 * Spring Security's manager for service to service calls, and a {@link RestClient} with its
 * interceptor. Recommended: the authorized client is removed when the API refuses it, and the clock
 * skew fits the lifetime (the default, 60 s, keeps no token of a minute).
 */
final class SpringPeer implements Peer {

    private static final String CLIENT = "bench";
    private static final int CONNECTIONS = 200;

    private final boolean recommended;

    SpringPeer(boolean recommended) {
        this.recommended = recommended;
    }

    @Override
    public String name() {
        return "Spring Security";
    }

    @Override
    public String cacheEntry() {
        return "org.springframework.security.oauth2.client.OAuth2AuthorizedClient";
    }

    @Override
    public String configuration() {
        return recommended ? "recommended: clock skew, failure handler" : "default";
    }

    static ClientRegistration registration(String id, Target target) {
        return ClientRegistration.withRegistrationId(id)
                .tokenUri(target.tokenEndpoint().toString())
                .clientId(target.clientId())
                .clientSecret(Target.SECRET)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
    }

    private record Setup(
            OAuth2AuthorizedClientService clients, OAuth2AuthorizedClientManager manager) {}

    private Setup setUp(Target target) {
        InMemoryClientRegistrationRepository registrations =
                new InMemoryClientRegistrationRepository(registration(CLIENT, target));
        OAuth2AuthorizedClientService clients =
                new InMemoryOAuth2AuthorizedClientService(registrations);
        AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
        if (recommended) {
            manager.setAuthorizedClientProvider(
                    OAuth2AuthorizedClientProviderBuilder.builder()
                            .clientCredentials(grant -> grant.clockSkew(target.margin()))
                            .build());
        }
        return new Setup(clients, manager);
    }

    @Override
    public Resolver resolver(Target target) {
        OAuth2AuthorizedClientManager manager = setUp(target).manager();
        return () -> authorization(manager, CLIENT);
    }

    static String authorization(OAuth2AuthorizedClientManager manager, String client) {
        OAuth2AuthorizedClient authorized =
                manager.authorize(
                        OAuth2AuthorizeRequest.withClientRegistrationId(client)
                                .principal(client)
                                .build());
        return "Bearer " + Objects.requireNonNull(authorized).getAccessToken().getTokenValue();
    }

    @Override
    public Caller caller(Target target) {
        Setup setup = setUp(target);
        OAuth2ClientHttpRequestInterceptor interceptor =
                new OAuth2ClientHttpRequestInterceptor(setup.manager());
        if (recommended) {
            interceptor.setAuthorizationFailureHandler(
                    OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(
                            setup.clients()));
        }
        return calling(client(target).requestInterceptor(interceptor).build());
    }

    @Override
    public Caller plainCaller(Target target) {
        return calling(client(target).build());
    }

    private static Caller calling(RestClient client) {
        return path ->
                Objects.requireNonNull(
                        client.get()
                                .uri(path)
                                .attributes(clientRegistrationId(CLIENT))
                                .exchange(
                                        (request, response) -> {
                                            response.getBody().readAllBytes();
                                            return response.getStatusCode().value();
                                        }));
    }

    private static RestClient.Builder client(Target target) {
        return RestClient.builder()
                .baseUrl(target.api().toString())
                .requestFactory(
                        new HttpComponentsClientHttpRequestFactory(
                                HttpClients.custom()
                                        .disableAutomaticRetries()
                                        .setConnectionManager(
                                                PoolingHttpClientConnectionManagerBuilder.create()
                                                        .setMaxConnPerRoute(CONNECTIONS)
                                                        .setMaxConnTotal(CONNECTIONS)
                                                        .build())
                                        .build()));
    }
}

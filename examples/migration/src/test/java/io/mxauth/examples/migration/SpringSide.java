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
package io.mxauth.examples.migration;

import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;

import io.mxauth.sandbox.SandboxProvider;
import java.util.Objects;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClient;

/** Spring Security's client for service to service calls, as its documentation sets it up. */
final class SpringSide implements Side {

    private final RestClient client;
    private final String api;

    SpringSide(SandboxProvider mxo) {
        // tag::before[]
        var registrations =
                new InMemoryClientRegistrationRepository(
                        ClientRegistration.withRegistrationId("workspaces")
                                .tokenUri(mxo.setting("token-endpoint"))
                                .clientId(mxo.setting("client-id"))
                                .clientSecret(mxo.setting("client-secret"))
                                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                                .build());
        var manager =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                        registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        RestClient restClient =
                RestClient.builder()
                        .requestInterceptor(new OAuth2ClientHttpRequestInterceptor(manager))
                        .build();
        // end::before[]
        this.client = restClient;
        this.api = mxo.setting("api");
    }

    @Override
    public int call() {
        try {
            return Objects.requireNonNull(
                    client.get()
                            .uri(api)
                            .attributes(clientRegistrationId("workspaces"))
                            .exchange((request, response) -> response.getStatusCode().value()));
        } catch (OAuth2AuthorizationException e) {
            return -1;
        }
    }
}

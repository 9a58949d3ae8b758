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
package io.mxauth.camel.springboot;

import io.mxauth.camel.MxAuthComponent;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings.Redirects;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

/**
 * Gives Spring's HTTP clients the tokens that the application's routes use, by provider:
 *
 * <pre>{@code
 * RestClient movio = clients.restClient("movio").baseUrl("https://..").build();
 * }</pre>
 *
 * <p>The rules are those of routes: the headers go to the provider's hosts only, a 401 gets another
 * token and the call is repeated once, nothing secret is logged. A call fails with {@link
 * io.mxauth.camel.MxAuthException} where it is not allowed or no token is to be had. Clients may be
 * made before the context has started; the provider is looked up at the first call.
 */
public final class MxAuthClients {

    private final CamelContext context;
    private final ObjectProvider<RestClient.Builder> builders;
    private final ObjectProvider<ClientHttpRequestFactoryBuilder<?>> factories;
    private final ObjectProvider<ClientHttpRequestFactorySettings> settings;

    MxAuthClients(
            CamelContext context,
            ObjectProvider<RestClient.Builder> builders,
            ObjectProvider<ClientHttpRequestFactoryBuilder<?>> factories,
            ObjectProvider<ClientHttpRequestFactorySettings> settings) {
        this.context = context;
        this.builders = builders;
        this.factories = factories;
        this.settings = settings;
    }

    /**
     * A builder of clients that are authorized, made like the application's own builder where it has
     * one. They follow no redirect: Spring's clients do that below any interceptor, and some of them
     * take secret headers along to whatever host. Add interceptors in front of ours, by {@code
     * requestInterceptors(list -> list.add(0, ..))}: those behind it do not see a repeated call.
     *
     * @param provider a preset or a configured provider
     */
    public RestClient.Builder restClient(String provider) {
        ClientHttpRequestFactorySettings safe =
                settings.getIfAvailable(ClientHttpRequestFactorySettings::defaults)
                        .withRedirects(Redirects.DONT_FOLLOW);
        ClientHttpRequestFactoryBuilder<?> factory =
                factories.getIfAvailable(ClientHttpRequestFactoryBuilder::detect);
        return builders.getIfAvailable(RestClient::builder)
                .requestFactory(factory.build(safe))
                .requestInterceptor(interceptor(provider));
    }

    /**
     * An interceptor that authorizes the requests of any client. Safe for any number of threads.
     * Register it behind all others, and with a client that follows no redirects.
     *
     * @param provider a preset or a configured provider
     */
    public ClientHttpRequestInterceptor interceptor(String provider) {
        return new AuthorizingInterceptor(
                () -> context.getComponent("mxauth", MxAuthComponent.class).authorizer(provider));
    }
}

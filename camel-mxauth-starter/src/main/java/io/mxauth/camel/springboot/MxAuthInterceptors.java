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
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Gives Spring's {@code RestClient} and {@code RestTemplate} the tokens that the application's routes
 * use, by provider:
 *
 * <pre>{@code
 * RestClient movio = builder.requestInterceptor(interceptors.forProvider("movio")).build();
 * }</pre>
 *
 * <p>The rules are those of routes: the headers go to the provider's hosts only, a 401 gets another
 * token and the call is repeated once, nothing secret is logged. A call fails with {@link
 * io.mxauth.camel.MxAuthException} where there is no token to be had.
 */
public final class MxAuthInterceptors {

    private final CamelContext context;

    MxAuthInterceptors(CamelContext context) {
        this.context = context;
    }

    /**
     * An interceptor that authorizes each request. Safe for any number of threads, and to be made
     * before the context has started. Register it behind all others: those behind it would not see
     * the repeated call.
     *
     * @param provider a preset or a configured provider; looked up at the first request
     */
    public ClientHttpRequestInterceptor forProvider(String provider) {
        return new AuthorizingInterceptor(
                () -> context.getComponent("mxauth", MxAuthComponent.class).authorizer(provider));
    }
}

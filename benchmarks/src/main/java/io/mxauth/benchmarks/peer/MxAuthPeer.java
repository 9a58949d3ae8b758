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

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.call.CallAuthorizer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** This project's component. */
public final class MxAuthPeer implements Peer {

    private static final String PROVIDER = "bench";

    @Override
    public String name() {
        return "mxauth";
    }

    @Override
    public String cacheEntry() {
        return "io.mxauth.camel.cache.CachedToken";
    }

    @Override
    public String configuration() {
        return "default";
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    /** A context with the component and one provider, not started. */
    public static DefaultCamelContext context(Target target) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        MxAuthComponent component = new MxAuthComponent();
        component.getProviders().put(PROVIDER, provider(target));
        context.addComponent("mxauth", component);
        return context;
    }

    public static ProviderConfiguration provider(Target target) {
        ProviderConfiguration provider = new ProviderConfiguration();
        provider.setTokenEndpoint(target.tokenEndpoint().toString());
        provider.setClientId(target.clientId());
        provider.setClientSecret(Target.SECRET);
        provider.setAllowedHosts(target.api().getAuthority());
        return provider;
    }

    @Override
    public Resolver resolver(Target target) {
        DefaultCamelContext context = context(target);
        context.start();
        CallAuthorizer authorizer =
                context.getComponent("mxauth", MxAuthComponent.class).authorizer(PROVIDER);
        return new Resolver() {
            @Override
            public String authorization() throws Exception {
                AuthHeaders headers = authorizer.present();
                return first(headers != null ? headers : authorizer.headers().get());
            }

            @Override
            public void close() {
                context.stop();
            }
        };
    }

    /** The value of the one header that the provider has. */
    private static String first(AuthHeaders headers) {
        String[] found = new String[1];
        headers.forEach((name, value) -> found[0] = value);
        return found[0];
    }

    @Override
    public Caller caller(Target target) throws Exception {
        return CamelCaller.start(context(target), "mxauth:" + PROVIDER, target.api(), "");
    }

    /** The plain route with a header of a fixed value, as heavy as that of a token. */
    public Caller callerWithHeader(Target target, String authorization) throws Exception {
        DefaultCamelContext context = context(target);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:header").setHeader("Authorization", constant(authorization));
                    }
                });
        return CamelCaller.start(context, "direct:header", target.api(), "");
    }

    @Override
    public Caller plainCaller(Target target) throws Exception {
        return CamelCaller.start(context(target), null, target.api(), "");
    }
}

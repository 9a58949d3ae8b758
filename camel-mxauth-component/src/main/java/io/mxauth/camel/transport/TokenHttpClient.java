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
package io.mxauth.camel.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.support.PropertyConfigurerHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The camel-http producer for token requests: a component, a client and a pool that nobody else
 * uses, without redirects, repetitions, cookies or kept connections, and with a bound on what is
 * read. One endpoint serves all issuers; it is in no registry, so that no route, console or JMX bean ever sees a token request.
 */
final class TokenHttpClient implements AutoCloseable {

    /** Replaced by the request's own URL; a host that can never be reached (RFC 6761). */
    private static final String BASE = "https://mxauth.invalid";

    private static final String USER_AGENT = "camel-mxauth";
    private static final long CONNECT_TIMEOUT_MILLIS = 10_000;

    /** What is taken over from a component of the user's: TLS, proxy, time-outs. */
    private static final List<String> TAKEN_OVER =
            List.of(
                    "sslContextParameters",
                    "useGlobalSslContextParameters",
                    "x509HostnameVerifier",
                    "useSystemProperties",
                    "proxyHost",
                    "proxyPort",
                    "nonProxyHosts",
                    "proxyAuthScheme",
                    "proxyAuthMethod",
                    "proxyAuthUsername",
                    "proxyAuthPassword",
                    "proxyAuthDomain",
                    "proxyAuthHost",
                    "proxyAuthPort",
                    "proxyAuthNtHost",
                    "connectTimeout",
                    "connectionRequestTimeout",
                    "soTimeout",
                    "responseTimeout");

    private final HttpComponent component;
    private final HttpEndpoint endpoint;
    private final Producer producer;

    /** Of this instance, as all state is, and emptied after each request. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<RequestAbort> aborts = new ThreadLocal<>();

    TokenHttpClient(
            CamelContext context,
            @Nullable HttpComponent model,
            @Nullable SSLContextParameters tls,
            int connectionsPerIssuer,
            int connections)
            throws Exception {
        component = new HttpComponent();
        component.setCamelContext(context);
        component.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        if (model != null) {
            takeOver(context, model);
        }
        if (tls != null) {
            component.setSslContextParameters(tls);
        }
        component.setRedirectHandlingDisabled(true);
        component.setFollowRedirects(false);
        component.setAutomaticRetriesDisabled(true);
        component.setCookieManagementDisabled(true);
        // No issuer is asked to compress; what is compressed all the same is unpacked once.
        component.setContentCompressionDisabled(true);
        component.setUserAgent(USER_AGENT);
        component.setHttpClientConfigurer(
                builder ->
                        builder.addExecInterceptorFirst("mxauth-direct", DirectLoopback::proceed)
                                .addExecInterceptorFirst("mxauth-abort", this::proceed));
        ServiceHelper.startService(component);
        endpoint = (HttpEndpoint) component.createEndpoint(BASE);
        endpoint.setClientConnectionManager(
                BoundedConnections.pool(
                        tls(context),
                        component.getX509HostnameVerifier(),
                        Timeout.ofMilliseconds(component.getSoTimeout()),
                        connectionsPerIssuer,
                        connections));
        endpoint.setThrowExceptionOnFailure(false);
        endpoint.setDisableStreamCache(true);
        endpoint.setHeaderFilterStrategy(allButCamels());
        // By name, as Camel 4.14 has no such option: it never adds a charset.
        component
                .getEndpointPropertyConfigurer()
                .configure(context, endpoint, "contentTypeCharsetEnabled", false, false);
        // A kept connection may be dead by the next request, and then nobody knows whether that
        // was acted on: too dear a question for a refresh token.
        endpoint.setConnectionClose(true);
        producer = endpoint.createProducer();
        ServiceHelper.startService(endpoint, producer);
    }

    /** The usual filter would drop some headers of the user's, such as Cache-Control. */
    private static HeaderFilterStrategy allButCamels() {
        DefaultHeaderFilterStrategy filter = new DefaultHeaderFilterStrategy();
        filter.setLowerCase(true);
        filter.setOutFilterStartsWith("camel", "org.apache.camel.");
        filter.setInFilterStartsWith("camel", "org.apache.camel.");
        return filter;
    }

    private void takeOver(CamelContext context, HttpComponent model) {
        if (model.getCamelContext() == null) {
            // A bean that is no component of the context, there to be taken over from only.
            model.setCamelContext(context);
        }
        var configurer = PropertyConfigurerHelper.resolvePropertyConfigurer(context, model);
        if (configurer instanceof PropertyConfigurerGetter getter) {
            for (String option : TAKEN_OVER) {
                Object value = getter.getOptionValue(model, option, true);
                if (value != null) {
                    configurer.configure(context, component, option, value, true);
                }
            }
        }
    }

    /** As camel-http reads the same options. */
    private SSLContext tls(CamelContext context) throws GeneralSecurityException, IOException {
        SSLContextParameters parameters = component.getSslContextParameters();
        if (parameters == null && component.isUseGlobalSslContextParameters()) {
            parameters = context.getSSLContextParameters();
        }
        if (parameters != null) {
            return parameters.createSSLContext(context);
        }
        return component.isUseSystemProperties()
                ? SSLContexts.createSystemDefault()
                : SSLContexts.createDefault();
    }

    private ClassicHttpResponse proceed(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        RequestAbort abort = aborts.get();
        if (abort != null && scope.originalRequest instanceof Cancellable cancellable) {
            abort.attach(cancellable);
        }
        return chain.proceed(request, scope);
    }

    /** Runs on the calling thread; whatever it sends meanwhile can be ended by that abort. */
    void process(org.apache.camel.Exchange exchange, RequestAbort abort) throws Exception {
        aborts.set(abort);
        try {
            producer.process(exchange);
        } finally {
            aborts.remove();
        }
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownServices(producer, endpoint, component);
    }
}

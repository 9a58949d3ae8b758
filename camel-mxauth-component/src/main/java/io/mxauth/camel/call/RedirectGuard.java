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
package io.mxauth.camel.call;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Takes our headers off a request that a redirect sends to another host, and lets it follow. The
 * HTTP client follows redirects below anything that Camel sees, so it is here that they are kept
 * from going along; a client that follows none, as camel-http's does by default, is not changed.
 */
final class RedirectGuard extends DefaultRedirectStrategy
        implements HttpClientConfigurer, ExecChainHandler {

    private static final String NAME = "mxauth-redirect-guard";
    private static final String WITNESS = "mxauth-witness";

    /** The request that this thread makes: camel-http's producer sends on the thread it is called on. */
    @SuppressWarnings("ThreadLocalUsage") // of one endpoint, and emptied after each call
    private final ThreadLocal<AuthorizedRequest> requests = new ThreadLocal<>();

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRedirectStrategy(this);
        builder.addExecInterceptorAfter(ChainElement.REDIRECT.name(), NAME, this);
        builder.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), WITNESS, this::witness);
    }

    /** Begins a request on this thread. */
    void enter(AuthorizedRequest request) {
        requests.set(request);
    }

    /** Ends it. */
    void leave() {
        requests.remove();
    }

    /**
     * Has a request follow no redirect, as a client that was not built with this guard would take
     * every header along. The rest of that client's settings stays.
     */
    static void keepFromRedirects(HttpUriRequest request, HttpClient client) {
        if (!(request instanceof HttpUriRequestBase settable)) {
            throw new IllegalStateException(
                    "A request that cannot be kept from redirects: " + request.getClass());
        }
        RequestConfig own = settable.getConfig();
        RequestConfig usual = client instanceof Configurable c ? c.getConfig() : null;
        RequestConfig settings = own != null ? own : usual != null ? usual : RequestConfig.DEFAULT;
        settable.setConfig(RequestConfig.copy(settings).setRedirectsEnabled(false).build());
    }

    /** Asked before a redirect is followed; the client's own rule applies to what headers are left. */
    @Override
    public boolean isRedirectAllowed(
            HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
        return guarded(redirect) || super.isRedirectAllowed(current, next, redirect, context);
    }

    /** Sees every request that leaves, whichever redirect strategy a user may have set. */
    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        guarded(request);
        return chain.proceed(request, scope);
    }

    /**
     * Sees the way that every request takes before it leaves, and the request itself afterwards: the
     * client's interceptors come last, and change it.
     */
    private ClassicHttpResponse witness(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AuthorizedRequest authorized = requests.get();
        if (authorized == null) {
            return chain.proceed(request, scope);
        }
        boolean carries = authorized.headers().names().stream().anyMatch(request::containsHeader);
        authorized.checkProxy(
                carries && scope.route.getProxyHost() != null && !scope.route.isSecure());
        ClassicHttpResponse response = chain.proceed(request, scope);
        witness(authorized, request);
        return response;
    }

    /** Takes note of whether a request that left had our headers, and no others of their names. */
    static void witness(AuthorizedRequest authorized, HttpRequest request) {
        authorized.left(
                (name, value) -> {
                    Header[] there = request.getHeaders(name);
                    return there.length == 1 && value.equals(there[0].getValue());
                });
    }

    /** Whether our headers may go along; if not they are off the request afterwards. */
    private boolean guarded(HttpRequest request) {
        AuthorizedRequest authorized = requests.get();
        if (authorized == null) {
            return false;
        }
        if (authorized.mayGoTo(uriOf(request))) {
            return true;
        }
        authorized.headers().names().forEach(request::removeHeaders);
        return false;
    }

    private static URI uriOf(HttpRequest request) {
        try {
            return request.getUri();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("A redirect leads to no URL", e);
        }
    }
}

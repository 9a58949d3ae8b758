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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.URI;
import java.util.List;

/**
 * Takes our headers off a request of Vert.x' that a redirect sends to another host, lets it follow,
 * and takes note of what left. Vert.x by itself takes every header along. It offers no other place: the redirect handler of
 * its API belongs to a client that camel-vertx-http keeps to itself, and knows nothing of the request.
 */
final class VertxRedirectGuard implements Handler<HttpContext<?>> {

    /** By identity, for as long as a request is under way. */
    private final Cache<HttpRequest<?>, AuthorizedRequest> requests =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    private volatile boolean watching;

    /** Watches over the requests of that client from now on, if it lets anybody. */
    void watch(WebClient client) {
        watching = client instanceof WebClientInternal;
        if (client instanceof WebClientInternal open) {
            open.addInterceptor(this);
        }
    }

    /** Whether requests may follow redirects, as our headers are taken off where they must. */
    boolean isWatching() {
        return watching;
    }

    /** A request that is about to be sent with our headers. */
    void begin(HttpRequest<?> request, AuthorizedRequest authorized) {
        requests.put(request, authorized);
    }

    @Override
    public void handle(HttpContext<?> context) {
        AuthorizedRequest authorized = requests.getIfPresent(context.request());
        if (authorized != null && context.phase() == ClientPhase.FOLLOW_REDIRECT) {
            RequestOptions next = context.requestOptions();
            if (!authorized.mayGoTo(placeOf(next))) {
                authorized.headers().names().forEach(next::removeHeader);
            }
        }
        if (authorized != null && context.phase() == ClientPhase.SEND_REQUEST) {
            MultiMap sent = context.clientRequest().headers();
            authorized.left((name, value) -> sent.getAll(name).equals(List.of(value)));
        }
        context.next();
    }

    /** Scheme, host and port, which Vert.x has always set on a redirected request. */
    private static URI placeOf(RequestOptions options) {
        String scheme = Boolean.TRUE.equals(options.isSsl()) ? "https" : "http";
        String host = options.getHost();
        String name = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + name + ":" + options.getPort());
    }
}

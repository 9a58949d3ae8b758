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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.InterceptSendToEndpoint;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a guarded endpoint in the place of each HTTP endpoint that is registered: the same class to
 * whoever asks, so that {@code rest:} and casts go on working, with a producer that keeps the rules
 * of authorized calls. Whichever way a route calls the endpoint, by {@code to}, {@code toD}, {@code
 * enrich}, {@code recipientList} or a template, it passes that producer.
 *
 * <p>Camel asks its endpoint strategies in no order that could be relied on. An endpoint that an
 * interceptor or a mock strategy has wrapped before is guarded inside its wrapper. What cannot be
 * guarded sends no token, and a warning names it.
 */
public final class AuthorizedEndpoints extends LifecycleStrategySupport
        implements EndpointStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizedEndpoints.class);
    private static final String HTTP = HttpEndpoint.class.getName();
    private static final String VERTX = "org.apache.camel.component.vertx.http.VertxHttpEndpoint";
    private static final String NETTY = "org.apache.camel.component.netty.http.NettyHttpEndpoint";
    private static final Set<String> GUARDED = Set.of(HTTP, VERTX, NETTY);

    /** What Camel has announced to lifecycle strategies, and registers next on the same thread. */
    @SuppressWarnings("ThreadLocalUsage") // emptied when the endpoint is registered
    private final ThreadLocal<Endpoint> announced = new ThreadLocal<>();

    private final Set<String> unguarded = ConcurrentHashMap.newKeySet();
    private volatile boolean warning;

    /** Guards the endpoints of a context from now on. */
    public static void guard(CamelContext context) {
        if (of(context) == null) {
            AuthorizedEndpoints guard = new AuthorizedEndpoints();
            context.addLifecycleStrategy(guard);
            context.getCamelContextExtension().registerEndpointCallback(guard);
        }
    }

    private static @Nullable AuthorizedEndpoints of(CamelContext context) {
        for (LifecycleStrategy strategy : context.getLifecycleStrategies()) {
            if (strategy instanceof AuthorizedEndpoints guard) {
                return guard;
            }
        }
        return null;
    }

    /** Warns of each endpoint that cannot be guarded, those registered so far and later ones. */
    public static void warnOfUnguarded(CamelContext context) {
        guard(context);
        AuthorizedEndpoints guard = of(context);
        if (guard != null) {
            context.getEndpoints().forEach(guard::takeNote);
            guard.warning = true;
            guard.unguarded.forEach(AuthorizedEndpoints::warn);
        }
    }

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (GUARDED.contains(endpoint.getClass().getName())) {
            announced.set(endpoint);
        }
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        Endpoint guarded = guarded(endpoint);
        takeNote(guarded);
        return guarded;
    }

    private Endpoint guarded(Endpoint endpoint) {
        if (endpoint.getClass() == DefaultInterceptSendToEndpoint.class) {
            return guardedInside((DefaultInterceptSendToEndpoint) endpoint);
        }
        Endpoint twin = twinOf(endpoint);
        if (twin != null) {
            replace(endpoint, twin);
            return twin;
        }
        return endpoint;
    }

    private Endpoint guardedInside(DefaultInterceptSendToEndpoint wrapper) {
        Endpoint original = wrapper.getOriginalEndpoint();
        Endpoint guarded = guarded(original);
        if (guarded.equals(original) && guarded.getClass() == original.getClass()) {
            return wrapper;
        }
        DefaultInterceptSendToEndpoint again =
                new DefaultInterceptSendToEndpoint(guarded, wrapper.isSkip());
        again.setOnWhen(wrapper.getOnWhen());
        again.setBefore(wrapper.getBefore());
        again.setAfter(wrapper.getAfter());
        return again;
    }

    /** By exact class: a subclass of somebody else's would lose what makes it one. */
    private static @Nullable Endpoint twinOf(Endpoint endpoint) {
        if (endpoint.getClass() == HttpEndpoint.class) {
            return AuthorizedHttpEndpoint.of((HttpEndpoint) endpoint);
        }
        // These are optional: their twins are loaded only where they are there.
        return switch (endpoint.getClass().getName()) {
            case VERTX -> AuthorizedVertxHttpEndpoint.of(endpoint);
            case NETTY -> AuthorizedNettyHttpEndpoint.of(endpoint);
            default -> null;
        };
    }

    /**
     * Has the twin live as the endpoint would: Camel has announced and started that one before it
     * asks, and starts nothing that is put in its place. The endpoint is not stopped, as it shares a
     * connection pool with its twin.
     */
    private void replace(Endpoint original, Endpoint twin) {
        CamelContext context = original.getCamelContext();
        boolean isAnnounced = original == announced.get();
        announced.remove();
        try {
            if (isAnnounced) {
                for (LifecycleStrategy strategy : context.getLifecycleStrategies()) {
                    strategy.onEndpointRemove(original);
                }
                context.addService(twin);
            } else {
                // An endpoint of a single call, which nobody holds on to.
                context.addPrototypeService(twin);
            }
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    /** Whether calls to it keep the rules of authorized calls. */
    public static boolean isGuarded(Endpoint endpoint) {
        return inside(endpoint) instanceof HttpDialect;
    }

    /** The option that gives a guarded endpoint its own authentication, or null. */
    public static @Nullable String ownAuthentication(Endpoint endpoint) {
        return inside(endpoint) instanceof HttpDialect dialect ? dialect.ownAuthentication() : null;
    }

    private static Endpoint inside(Endpoint endpoint) {
        return endpoint instanceof InterceptSendToEndpoint wrapper
                ? wrapper.getOriginalEndpoint()
                : endpoint;
    }

    private void takeNote(Endpoint endpoint) {
        Endpoint inside = inside(endpoint);
        if (!(inside instanceof HttpDialect) && isHttp(inside.getClass())) {
            String name =
                    "%s (%s)"
                            .formatted(
                                    URISupport.sanitizeUri(inside.getEndpointUri()),
                                    endpoint.getClass().getName());
            if (unguarded.add(name) && warning) {
                warn(name);
            }
        }
    }

    private static boolean isHttp(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (GUARDED.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }

    private static void warn(String endpoint) {
        LOG.warn(
                "Calls of {} carry no authorization: mxauth cannot guard an endpoint of this class, or"
                        + " one that existed before mxauth was there. Use the HTTP component's own"
                        + " endpoint, or set exposeHeaders=true and see to it where the headers go",
                endpoint);
    }
}

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
package io.mxauth.camel;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.cache.TokenCache;
import io.mxauth.camel.login.Logins;
import io.mxauth.camel.login.SealingKey;
import io.mxauth.camel.oauth.CodeFlow;
import io.mxauth.camel.oauth.Issuer;
import io.mxauth.camel.oauth.TokenOrigin;
import io.mxauth.camel.observe.Observations;
import io.mxauth.camel.shared.SharedStore;
import io.mxauth.camel.shared.SharedTokens;
import io.mxauth.camel.shared.StoredSeal;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.transport.CamelHttpTransport;
import io.mxauth.camel.verify.Verifier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.camel.util.function.Suppliers;
import org.jspecify.annotations.Nullable;

/**
 * What a started component works with: threads, the way to the issuers, the tokens in hand. Built
 * when the component starts and closed when it stops; no thread runs before the first token.
 */
final class TokenRuntime implements AutoCloseable {

    /** The most exchanges that go on at a time after they waited for a token. */
    private static final int MOST_RESUMING = 128;

    /** The most calls of a store at a time, each of which may block. */
    private static final int MOST_STORE_CALLS = 16;

    private static final long IDLE_SECONDS = 30;

    private final CamelContext context;
    private final Observations observations;
    private final ScheduledExecutorService scheduler;
    private final ExecutorService requests;
    private final ExecutorService resuming;
    private final @Nullable ExecutorService storing;
    private final JacksonDataFormat jackson;
    private final CamelHttpTransport transport;
    private final Issuer issuer;
    private final @Nullable SharedTokens shared;
    private final TokenCache cache;
    private final CodeFlow codeFlow;
    private final Logins logins;
    private volatile boolean closed;

    TokenRuntime(MxAuthComponent component, TimeSource time) throws Exception {
        context = component.getCamelContext();
        observations = component.observations();
        scheduler =
                context.getExecutorServiceManager()
                        .newScheduledThreadPool(
                                component, "MxAuthTimer", profile("MxAuthTimer", 1));
        requests = pool(component, "MxAuthTokenRequest", CamelHttpTransport.MOST_REQUESTS);
        resuming = pool(component, "MxAuthResume", MOST_RESUMING);
        jackson = new JacksonDataFormat();
        jackson.setCamelContext(context);
        Timer timer = new TaskTimer(scheduler);
        transport =
                new CamelHttpTransport(
                        context,
                        component.getHttpComponent(),
                        component.tlsForTokenRequests(),
                        requests,
                        timer);
        Supplier<ObjectMapper> mapper = Suppliers.memorize(this::mapper);
        long size = component.getCacheMaximumSize();
        issuer = new Issuer(transport, mapper, time, timer, size, observations);
        TokenStore store = component.getTokenStore();
        storing = store == null ? null : pool(component, "MxAuthTokenStore", MOST_STORE_CALLS);
        SharedStore asynchronous =
                store == null || storing == null ? null : new BlockingStore(store, storing, timer);
        shared =
                asynchronous == null
                        ? null
                        : new SharedTokens(
                                asynchronous,
                                issuer,
                                mapper,
                                time,
                                timer,
                                size,
                                component.storeOutage());
        cache = new TokenCache(origin(), time, timer, size, observations);
        codeFlow = new CodeFlow(issuer);
        logins =
                new Logins(
                        codeFlow,
                        asynchronous == null
                                ? SealingKey.generate()
                                : new StoredSeal(asynchronous, time),
                        origin(),
                        time);
    }

    /** Loading it takes longer than all the rest of the start, and the first answer is soon enough. */
    private ObjectMapper mapper() {
        ServiceHelper.startService(jackson);
        ObjectMapper mapper = jackson.getObjectMapper();
        // Else each thread that reads an answer keeps the last one in its buffers.
        mapper.getFactory().setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
        return mapper;
    }

    private ExecutorService pool(MxAuthComponent component, String name, int threads) {
        return context.getExecutorServiceManager()
                .newThreadPool(component, name, profile(name, threads));
    }

    /** Unbounded queues, whatever the context's default is: what waits here is bounded elsewhere. */
    private static ThreadPoolProfile profile(String name, int threads) {
        return new ThreadPoolProfileBuilder(name)
                .poolSize(threads)
                .maxPoolSize(threads)
                .maxQueueSize(-1)
                .keepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS)
                .allowCoreThreadTimeOut(true)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                .build();
    }

    /** Whether the component has stopped, so that nothing can be had from here any more. */
    boolean isClosed() {
        return closed;
    }

    void reloadTls(@Nullable SSLContextParameters tls) throws Exception {
        transport.reloadTls(tls);
    }

    Issuer issuer() {
        return issuer;
    }

    /** What tokens come from: the store that is shared with others where there is one. */
    private TokenOrigin origin() {
        return shared == null ? issuer : shared;
    }

    Verifier verifier() {
        return new Verifier(issuer, origin());
    }

    TokenCache cache() {
        return cache;
    }

    Logins logins() {
        return logins;
    }

    /** Goes on with exchanges; runs on the caller where the pool has ended. */
    void resume(Runnable task) {
        try {
            resuming.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Runs a task of this call's there. */
    void resumeFromHere(Runnable task) {
        Executor here = observations.here();
        resume(() -> here.execute(task));
    }

    /** What runs tasks at once, wherever it is called, as if this call caused them. */
    Executor here() {
        return observations.here();
    }

    /** Tells everybody who waits, ends what is under way, and lets exchanges go on to their end. */
    @Override
    public void close() {
        closed = true;
        codeFlow.close();
        cache.close();
        if (shared != null) {
            shared.close();
        }
        issuer.close();
        transport.close();
        ServiceHelper.stopAndShutdownService(jackson);
        context.getExecutorServiceManager().shutdownNow(scheduler);
        context.getExecutorServiceManager().shutdownNow(requests);
        if (storing != null) {
            context.getExecutorServiceManager().shutdown(storing);
        }
        context.getExecutorServiceManager().shutdown(resuming);
    }
}

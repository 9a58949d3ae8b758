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
package io.mxauth.camel.opentelemetry;

import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A span for each token request, in the terms of OpenTelemetry's conventions for HTTP clients. Its
 * parent is the span that is current where the fetch is caused; a renewal by the timer has none. No
 * context is sent to the issuer, who is a stranger.
 */
final class TokenSpans implements TokenObserver {

    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("mxauth.provider");
    private static final AttributeKey<String> GRANT = AttributeKey.stringKey("mxauth.grant");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("mxauth.outcome");

    private static final AttributeKey<String> METHOD =
            AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> RESENT =
            AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

    private final Tracer tracer;

    TokenSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Executor here() {
        Context cause = cause();
        return task -> cause.wrap(task).run();
    }

    @Override
    public FetchObserver fetching(Provider provider) {
        Context cause = cause();
        AtomicLong sent = new AtomicLong();
        return (grant, endpoint) -> {
            SpanBuilder request =
                    tracer.spanBuilder("mxauth token " + provider.name())
                            .setParent(cause)
                            .setSpanKind(SpanKind.CLIENT)
                            .setAttribute(PROVIDER, provider.name())
                            .setAttribute(GRANT, grant)
                            .setAttribute(METHOD, "POST");
            describe(endpoint, request);
            long before = sent.getAndIncrement();
            if (before > 0) {
                request.setAttribute(RESENT, before);
            }
            Span span = request.startSpan();
            return (outcome, status) -> end(span, outcome, status);
        };
    }

    /**
     * The context of this thread, unless it is one of the past: Camel cannot always take its spans
     * off the threads that it leaves.
     */
    private static Context cause() {
        Context current = Context.current();
        Span span = Span.fromContext(current);
        boolean ended =
                !span.isRecording()
                        && span.getSpanContext().isSampled()
                        && !span.getSpanContext().isRemote();
        return ended ? Context.root() : current;
    }

    /** Without the query, which might hold anything. */
    private static void describe(URI endpoint, SpanBuilder request) {
        int port =
                endpoint.getPort() >= 0
                        ? endpoint.getPort()
                        : "http".equalsIgnoreCase(endpoint.getScheme()) ? 80 : 443;
        request.setAttribute(ADDRESS, endpoint.getHost())
                .setAttribute(PORT, (long) port)
                .setAttribute(
                        URL,
                        endpoint.getScheme()
                                + "://"
                                + endpoint.getHost()
                                + (endpoint.getPort() >= 0 ? ":" + endpoint.getPort() : "")
                                + endpoint.getPath());
    }

    private static void end(Span span, String outcome, int status) {
        span.setAttribute(OUTCOME, outcome);
        if (status > 0) {
            span.setAttribute(STATUS, (long) status);
        }
        if (!outcome.equals("success")) {
            span.setAttribute(ERROR, status >= 400 ? String.valueOf(status) : outcome);
            span.setStatus(StatusCode.ERROR, outcome);
        }
        span.end();
    }
}

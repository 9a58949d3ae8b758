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
package io.mxauth.camel.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.Token;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An {@link Issuer} over the transport of production, and how its results are awaited. */
final class IssuerFixture {

    private static final int ATTEMPTS = 3;

    final Issuer issuer;
    private final Fingerprints fingerprints = new Fingerprints();

    IssuerFixture(HttpTransport transport, TimeSource time, Timer timer) {
        issuer = new Issuer(transport, ObjectMapper::new, time, timer, 100, new TokenObserver() {});
    }

    static IssuerFixture over(RealTransport transport) {
        return new IssuerFixture(transport, TimeSource.SYSTEM, transport.timer());
    }

    CompletableFuture<Token> start(Provider provider) {
        return issuer.fetch(provider, key(provider), Asking.upTo(ATTEMPTS));
    }

    Token fetch(Provider provider) {
        return result(start(provider));
    }

    AuthFailure failure(Provider provider) {
        return failureOf(start(provider));
    }

    CompletableFuture<Map<String, Object>> introspect(Provider provider, String token) {
        return issuer.introspect(provider, key(provider), new Secret(token));
    }

    GrantKey key(Provider provider) {
        return GrantKey.of(provider, fingerprints);
    }

    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a result was expected", e);
        }
    }

    static AuthFailure failureOf(CompletableFuture<?> future) {
        try {
            Object result = future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("a failure was expected, not " + result);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthFailure failure) {
                return failure;
            }
            throw new AssertionError("every failure is an AuthFailure", e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a failure was expected", e);
        }
    }
}

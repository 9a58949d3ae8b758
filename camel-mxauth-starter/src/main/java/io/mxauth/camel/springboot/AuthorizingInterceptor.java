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

import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.call.CallAuthorizer;
import io.mxauth.camel.call.HttpAnswer;
import io.mxauth.camel.token.Token;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpRetryException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/** Authorizes the requests of one of Spring's HTTP clients for one provider. */
final class AuthorizingInterceptor implements ClientHttpRequestInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizingInterceptor.class);

    private final Supplier<CallAuthorizer> authorizers;
    private volatile @Nullable CallAuthorizer authorizer;

    AuthorizingInterceptor(Supplier<CallAuthorizer> authorizers) {
        this.authorizers = authorizers;
    }

    private CallAuthorizer authorizer() {
        CallAuthorizer present = authorizer;
        if (present == null || present.isClosed()) {
            present = authorizers.get();
            authorizer = present;
        }
        return present;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        CallAuthorizer by = authorizer();
        URI target = request.getURI();
        RuntimeException refusal = by.refusalOf(target);
        if (refusal != null) {
            throw refusal;
        }
        AuthHeaders present = by.present();
        AuthHeaders headers = present != null ? present : await(by.headers());
        AuthorizedRequest authorized = new AuthorizedRequest(request, headers);
        ClientHttpResponse response = execution.execute(authorized, body);
        Token token = headers.token();
        if (token == null) {
            return response;
        }
        HttpAnswer answer = answer(response);
        if (!answer.isUnauthorized()) {
            if (answer.isAccepted()) {
                by.accepted(target);
            }
            return response;
        }
        if (!by.retriesUnauthorized()
                || !by.mayRenewFor(target, token, answer.saysInvalidToken())) {
            return response;
        }
        AuthHeaders fresh;
        try {
            fresh = await(by.headersInsteadOf(token));
        } catch (MxAuthException e) {
            LOG.warn("A call was answered 401, and there is no other token: {}", e.getMessage());
            return response;
        }
        response.close();
        authorized.carry(fresh);
        ClientHttpResponse second = execution.execute(authorized, body);
        Token used = fresh.token();
        if (used != null) {
            HttpAnswer again = answer(second);
            by.answered(target, used, again.isUnauthorized(), again.saysInvalidToken());
        }
        return second;
    }

    private static HttpAnswer answer(ClientHttpResponse response) throws IOException {
        try {
            return new HttpAnswer(
                    response.getStatusCode().value(),
                    response.getHeaders().getFirst(HttpAnswer.WWW_AUTHENTICATE));
        } catch (HttpRetryException e) {
            // The JDK's oldest client, where it has sent a body and has no answer to a 401.
            return new HttpAnswer(e.responseCode(), null);
        }
    }

    private static AuthHeaders await(CompletableFuture<AuthHeaders> pending) throws IOException {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MxAuthException failure) {
                throw failure;
            }
            throw new IllegalStateException("A token failed for a reason that is none", e);
        }
    }

    /** The request with our headers, which whoever made it and is in front of us does not see. */
    private static final class AuthorizedRequest extends HttpRequestWrapper {

        private final HttpHeaders headers = new HttpHeaders();

        AuthorizedRequest(HttpRequest request, AuthHeaders ours) {
            super(request);
            headers.addAll(request.getHeaders());
            carry(ours);
        }

        void carry(AuthHeaders ours) {
            ours.forEach(headers::set);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}

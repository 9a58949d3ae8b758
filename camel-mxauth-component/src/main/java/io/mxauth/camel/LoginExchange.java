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

import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.login.Connected;
import io.mxauth.camel.login.LoginAnswer;
import io.mxauth.camel.login.LoginRefused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * One request of a browser that a route got: what of it counts, and the response that it comes to. A
 * consumer puts the query's parameters among the headers, so that a link could pretend to have a
 * cookie; a request that looks like that is refused, as is one whose parameters come twice.
 */
final class LoginExchange {

    private static final String RETURN_TO = "returnTo";
    private static final String COOKIE = "Cookie";

    /** What ends a parameter of a query, for whichever server reads it. */
    private static final Pattern SEPARATORS = Pattern.compile("[&;]");

    private final Account account;
    private final @Nullable String flaw;
    private final @Nullable String returnTo;
    private final LoginAnswer answer;

    private LoginExchange(
            Account account, @Nullable String flaw, @Nullable String returnTo, LoginAnswer answer) {
        this.account = account;
        this.flaw = flaw;
        this.returnTo = returnTo;
        this.answer = answer;
    }

    /** Reads what the message has of a request now, before anything is done. */
    static LoginExchange of(Exchange exchange, Account account) {
        Message request = exchange.getMessage();
        LoginAnswer answer =
                new LoginAnswer(
                        text(request, "code"),
                        text(request, "state"),
                        text(request, "iss"),
                        text(request, "error"),
                        texts(request, COOKIE));
        return new LoginExchange(account, flaw(request), text(request, RETURN_TO), answer);
    }

    /** What the operation {@code login} answers; never fails. */
    CompletableFuture<LoginResponse> begun() {
        return safely(
                () ->
                        account.login(returnTo, answer)
                                .thenApply(
                                        start ->
                                                LoginResponse.departure(
                                                        start.location(), start.cookies())));
    }

    /** What the operation {@code callback} answers; never fails. */
    CompletableFuture<LoginResponse> ended() {
        return safely(() -> account.callback(answer).thenApply(this::arrival))
                .thenApply(
                        response ->
                                response.isForNow()
                                        ? response
                                        : response.withCookies(account.loginRemoved(answer)));
    }

    private LoginResponse arrival(Connected connected) {
        String path = connected.returnTo();
        return path != null
                ? LoginResponse.departure(path, List.of())
                : LoginResponse.connected(account.provider().name(), connected.person());
    }

    private CompletableFuture<LoginResponse> safely(
            Supplier<CompletableFuture<LoginResponse>> action) {
        CompletableFuture<LoginResponse> pending;
        try {
            pending =
                    flaw == null
                            ? action.get()
                            : CompletableFuture.failedFuture(
                                    LoginRefused.malformed(account.provider().name(), flaw));
        } catch (RuntimeException e) {
            pending = CompletableFuture.failedFuture(e);
        }
        return pending.exceptionally(
                thrown ->
                        LoginResponse.refusal(
                                account.provider(), Objects.requireNonNull(Cause.of(thrown))));
    }

    /** What is wrong with the request itself, or null. */
    private static @Nullable String flaw(Message request) {
        String method = request.getHeader(Exchange.HTTP_METHOD, String.class);
        if (method != null && !method.equals("GET")) {
            return "the request is not a GET";
        }
        for (String name : List.of("code", "state", "iss", "error", RETURN_TO)) {
            if (texts(request, name).size() > 1) {
                return "the request has the parameter " + name + " more than once";
            }
        }
        String query = request.getHeader(Exchange.HTTP_QUERY, String.class);
        return query != null
                        && Arrays.stream(SEPARATORS.split(query, -1))
                                .anyMatch(LoginExchange::isCookie)
                ? "the request has a cookie among its parameters"
                : null;
    }

    private static boolean isCookie(String parameter) {
        String name = parameter.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).equalsIgnoreCase(COOKIE);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static @Nullable String text(Message request, String header) {
        List<String> texts = texts(request, header);
        return texts.isEmpty() || texts.get(0).isEmpty() ? null : texts.get(0);
    }

    private static List<String> texts(Message request, String header) {
        Object value = request.getHeader(header);
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }
}

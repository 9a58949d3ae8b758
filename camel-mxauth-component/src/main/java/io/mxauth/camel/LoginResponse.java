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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.login.LoginRefused;
import io.mxauth.camel.provider.Provider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is answered: it takes the place of the whole message, so that nothing of the request,
 * a code least of all, goes back with it.
 *
 * @param status the HTTP status
 * @param location where the browser goes on to, or null
 * @param cookies the values of {@code Set-Cookie}
 * @param page the HTML of the page, or null
 * @param failure why nobody was let in, or null
 * @param retryAfter when the browser may come again, or null
 */
record LoginResponse(
        int status,
        @Nullable String location,
        List<String> cookies,
        @Nullable String page,
        @Nullable MxAuthException failure,
        @Nullable Duration retryAfter) {

    /** Reasons that no second attempt mends. */
    private static final Set<MxAuthException.Reason> MISFITS =
            EnumSet.of(
                    MxAuthException.Reason.CONFIGURATION,
                    MxAuthException.Reason.REJECTED,
                    MxAuthException.Reason.MALFORMED);

    static LoginResponse departure(String location, List<String> cookies) {
        return new LoginResponse(302, location, cookies, null, null, null);
    }

    static LoginResponse connected(String provider, @Nullable String person) {
        String page = LoginPage.connected(provider, person);
        return new LoginResponse(200, null, List.of(), page, null, null);
    }

    static LoginResponse refusal(Provider provider, Throwable thrown) {
        int status;
        String words;
        Throwable reason = thrown;
        if (thrown instanceof LoginRefused refused) {
            status = refused.why().status();
            words = refused.why().words();
            reason = refused.failure();
        } else {
            status = 503;
            words = "You could not be connected just now. Try again later.";
        }
        MxAuthException failure = MxAuthException.of(provider.name(), reason);
        if (MISFITS.contains(failure.reason())) {
            status = 502;
            words = "This application and the log-in service do not fit. Tell whoever runs it.";
        }
        String page = LoginPage.refused(provider.name(), words, provider.loginPath());
        Duration pause = reason instanceof AuthFailure known ? known.retryAfter() : null;
        return new LoginResponse(status, null, List.of(), page, failure, pause);
    }

    /** Whether the same request may bring more later, so that the browser is to be able to repeat it. */
    boolean isForNow() {
        return status == 503;
    }

    /** This with other values of {@code Set-Cookie}. */
    LoginResponse withCookies(List<String> others) {
        return new LoginResponse(status, location, others, page, failure, retryAfter);
    }

    /**
     * Makes this the exchange's response. A refusal is the exchange's exception as well; a browser
     * gets the page all the same, see {@link UnhandledRefusal}.
     */
    static void answer(Exchange exchange, LoginResponse response) {
        boolean browser = exchange.getMessage().getHeader(Exchange.HTTP_METHOD) != null;
        response.writeTo(exchange.getMessage());
        if (response.failure != null) {
            exchange.setException(response.failure);
            if (browser) {
                exchange.getExchangeExtension()
                        .addOnCompletion(new UnhandledRefusal(response, response.failure));
            }
        }
    }

    void writeTo(Message message) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader("Cache-Control", "no-store");
        // Camel's HTTP consumers keep Cache-Control to themselves; this one they let pass.
        message.setHeader("Expires", "0");
        message.setHeader("Referrer-Policy", "no-referrer");
        setIfGiven(message, "Location", location);
        setIfGiven(message, "Set-Cookie", cookies.size() == 1 ? cookies.get(0) : cookies);
        setIfGiven(message, "Retry-After", retryAfter == null ? null : retryAfter.toSeconds());
        if (page != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
            message.setHeader("Content-Security-Policy", LoginPage.POLICY);
            message.setHeader("X-Content-Type-Options", "nosniff");
        }
        message.setBody(page);
    }

    private static void setIfGiven(Message message, String name, @Nullable Object value) {
        if (value != null && !value.equals(List.of())) {
            message.setHeader(name, value);
        }
    }

    @Override
    public String toString() {
        return "LoginResponse[" + status + "]";
    }
}

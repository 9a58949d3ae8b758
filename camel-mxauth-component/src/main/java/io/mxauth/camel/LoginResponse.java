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

import io.mxauth.camel.login.LoginRefused;
import io.mxauth.camel.provider.Provider;
import java.util.EnumSet;
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
 * @param cookie the value of {@code Set-Cookie}, or null
 * @param page the HTML of the page, or null
 * @param failure why nobody was let in, or null
 */
record LoginResponse(
        int status,
        @Nullable String location,
        @Nullable String cookie,
        @Nullable String page,
        @Nullable MxAuthException failure) {

    /** Reasons that no second attempt mends. */
    private static final Set<MxAuthException.Reason> MISFITS =
            EnumSet.of(
                    MxAuthException.Reason.CONFIGURATION,
                    MxAuthException.Reason.REJECTED,
                    MxAuthException.Reason.MALFORMED);

    static LoginResponse departure(String location, @Nullable String cookie) {
        return new LoginResponse(302, location, cookie, null, null);
    }

    static LoginResponse connected(String provider, @Nullable String person) {
        return new LoginResponse(200, null, null, LoginPage.connected(provider, person), null);
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
        return new LoginResponse(status, null, null, page, failure);
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
        setIfGiven(message, "Set-Cookie", cookie);
        if (page != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
            message.setHeader("Content-Security-Policy", LoginPage.POLICY);
            message.setHeader("X-Content-Type-Options", "nosniff");
        }
        message.setBody(page);
    }

    private static void setIfGiven(Message message, String name, @Nullable String value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }

    @Override
    public String toString() {
        return "LoginResponse[" + status + "]";
    }
}

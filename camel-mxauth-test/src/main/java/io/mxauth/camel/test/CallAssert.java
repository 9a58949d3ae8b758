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
package io.mxauth.camel.test;

import io.mxauth.camel.call.Authorization;
import java.net.URI;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Assertions on one HTTP call. Each throws {@link AssertionError} where it does not hold. */
public final class CallAssert {

    private final Exchange exchange;
    private @Nullable URI target;

    CallAssert(Exchange exchange) {
        this.exchange = Objects.requireNonNull(exchange);
    }

    /**
     * Names where the call goes.
     *
     * @param url the URL of the API
     */
    public CallAssert to(String url) {
        target = URI.create(url);
        return this;
    }

    /**
     * The call would carry the headers of that provider.
     *
     * @param provider the name that the route's {@code mxauth:} names
     */
    public CallAssert isAuthorizedBy(String provider) {
        URI url = target();
        Authorization present = Authorization.of(exchange);
        if (present == null) {
            throw failure(
                    "the exchange has no authorization. No mxauth: step ran before it, or an"
                            + " aggregation, a broker, operation=release or the end of its exchange"
                            + " has ended it");
        }
        if (!present.provider().equals(provider)) {
            throw failure("the exchange is authorized by provider '" + present.provider() + "'");
        }
        if (!present.goesTo(exchange, url)) {
            throw failure(
                    "the authorization does not go there. The host is not in allowedHosts, or another"
                            + " host was called before and keepAuthorization is not set");
        }
        return this;
    }

    /** The call would go without headers of any provider, or would be refused. */
    public CallAssert isNotAuthorized() {
        URI url = target();
        Authorization present = Authorization.of(exchange);
        if (present != null && present.goesTo(exchange, url)) {
            throw new AssertionError(
                    "Expected the call to %s to go without authorization, but provider '%s' authorizes it"
                            .formatted(url, present.provider()));
        }
        return this;
    }

    private URI target() {
        if (target == null) {
            throw new IllegalStateException("Say where the call goes by to(..) first");
        }
        return target;
    }

    private AssertionError failure(String why) {
        return new AssertionError(
                "Expected the call to %s to be authorized, but %s".formatted(target, why));
    }
}

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
package io.mxauth.examples.ownprovider;

import io.mxauth.camel.AccessToken;
import io.mxauth.camel.MxAuthException;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

/** An application with the provider {@code acme}, from one of the lists of properties. */
final class Application implements AutoCloseable {

    private final Main main = new Main();

    /**
     * Starts one.
     *
     * @param properties the file
     * @param values what its placeholders stand for
     * @param overrides options of the provider that beat those of the file
     */
    Application(String properties, Map<String, String> values, Map<String, String> overrides) {
        main.setPropertyPlaceholderLocations("classpath:" + properties);
        values.forEach((name, value) -> main.addInitialProperty("acme." + name, value));
        overrides.forEach(
                (option, value) ->
                        main.addOverrideProperty(
                                "camel.component.mxauth.providers[acme]." + option, value));
        main.start();
    }

    AccessToken token() {
        return Objects.requireNonNull(
                operation("token").getMessage().getBody(AccessToken.class), "no token");
    }

    /** What the issuer says of the token in hand. */
    Map<?, ?> introspect() {
        Exchange exchange = operation("introspect");
        if (exchange.getException() != null) {
            throw new AssertionError("the exchange failed", exchange.getException());
        }
        return Objects.requireNonNull(exchange.getMessage().getBody(Map.class));
    }

    MxAuthException failure() {
        return Objects.requireNonNull(
                operation("token").getException(MxAuthException.class), "did not fail");
    }

    private Exchange operation(String operation) {
        return main.getCamelContext()
                .createProducerTemplate()
                .request("mxauth:acme?operation=" + operation, exchange -> {});
    }

    @Override
    public void close() {
        main.stop();
    }
}

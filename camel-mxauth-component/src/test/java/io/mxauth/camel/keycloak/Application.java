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
package io.mxauth.camel.keycloak;

import io.mxauth.camel.AccessToken;
import io.mxauth.camel.MxAuthException;
import io.mxauth.keycloak.KeycloakServer;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * A Camel application as a user has it: {@code keycloak/application.properties}, and routes that
 * call an API with {@code mxauth:} before it. The API is Keycloak's own, the user info endpoint,
 * which lets nobody in whose token is not alive. Each application starts without any token.
 */
final class Application implements AutoCloseable {

    private static final String[] PROVIDERS = {
        "catalogue",
        "stale-secret",
        "next-secret",
        "archive",
        "box-office",
        "wrong-password",
        "kiosk",
        "player",
        "gallery"
    };

    private final Main main = new Main();
    private final ProducerTemplate template;

    /**
     * Starts one.
     *
     * @param more properties that beat those of the file
     */
    Application(KeycloakServer server, Map<String, String> more) throws Exception {
        String userInfo = server.realm() + "/protocol/openid-connect/userinfo";
        main.setPropertyPlaceholderLocations("classpath:keycloak/application.properties");
        main.addInitialProperty("keycloak.realm", server.realm());
        main.addInitialProperty("keycloak.host", server.host());
        Properties overriding = new Properties();
        overriding.putAll(more);
        main.setOverrideProperties(overriding);
        main.configure()
                .addRoutesBuilder(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                errorHandler(noErrorHandler());
                                for (String provider : PROVIDERS) {
                                    from("direct:" + provider)
                                            .to("mxauth:" + provider)
                                            .to(userInfo)
                                            .convertBodyTo(String.class);
                                }
                                if (more.containsKey("camel.server.enabled")) {
                                    from("platform-http:/mxauth/login")
                                            .to("mxauth:gallery?operation=login");
                                    from("platform-http:/mxauth/callback")
                                            .to("mxauth:gallery?operation=callback");
                                }
                                from("direct:elsewhere")
                                        .to("mxauth:catalogue")
                                        .to(userInfo.replace("127.0.0.1", "localhost"));
                                from("direct:no-second-try")
                                        .to("mxauth:kiosk?retryUnauthorized=false")
                                        .to(userInfo)
                                        .convertBodyTo(String.class);
                            }
                        });
        main.start();
        template = main.getCamelContext().createProducerTemplate();
    }

    /** Calls the API by a route, which fails unless the API lets it in. */
    String call(String route) {
        return result(template.request("direct:" + route, exchange -> {}), String.class);
    }

    AccessToken token(String provider) {
        return result(operation(provider, "token"), AccessToken.class);
    }

    /** What the issuer says of the token in hand. */
    Map<?, ?> introspect(String provider) {
        return result(operation(provider, "introspect"), Map.class);
    }

    /** What a check of the provider says, each line break and indentation as one space. */
    String report(String provider) {
        return result(operation(provider, "verify"), String.class).replaceAll("\\s+", " ");
    }

    /** Carries out an operation that leaves the body as it is. */
    void run(String provider, String operation) {
        Exception thrown = operation(provider, operation).getException();
        if (thrown != null) {
            throw new AssertionError(provider + " " + operation, thrown);
        }
    }

    /** What a route fails with. */
    MxAuthException failureOf(String route) {
        Exchange exchange = template.request("direct:" + route, e -> {});
        return Objects.requireNonNull(exchange.getException(MxAuthException.class), route);
    }

    private Exchange operation(String provider, String operation) {
        return template.request("mxauth:" + provider + "?operation=" + operation, e -> {});
    }

    private static <T> T result(Exchange exchange, Class<T> type) {
        if (exchange.getException() != null) {
            throw new AssertionError("the exchange failed", exchange.getException());
        }
        return Objects.requireNonNull(exchange.getMessage().getBody(type));
    }

    @Override
    public void close() {
        main.stop();
    }
}

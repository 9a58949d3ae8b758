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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** A person's login at a Camel Main with an HTTP server and with tracing, and what of it is secret. */
final class TracedLogin {

    private static final String PROVIDER = "gallery";

    private final SandboxProvider mediaValet;
    private final Spans spans = new Spans();
    private final Browser browser = new Browser();
    private final String site;
    private final int port;

    TracedLogin(Sandbox sandbox) {
        this.mediaValet = sandbox.provider("mediavalet");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.site = "http://127.0.0.1:" + port;
        mediaValet.change("redirect-uri", site + "/callback");
    }

    void configure(Properties properties) {
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", "127.0.0.1");
        properties.setProperty("camel.server.port", Integer.toString(port));
        String prefix = "camel.component.mxauth.providers[" + PROVIDER + "].";
        properties.setProperty(prefix + "preset", "mediavalet");
        for (String option :
                List.of(
                        "client-id",
                        "client-secret",
                        "subscription-key",
                        "redirect-uri",
                        "token-endpoint",
                        "discovery-uri")) {
            properties.setProperty(prefix + option, mediaValet.setting(option));
        }
        properties.setProperty(prefix + "allowed-hosts", mediaValet.setting("api-host"));
    }

    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/login").to("mxauth:" + PROVIDER + "?operation=login");
                from("platform-http:/callback").to("mxauth:" + PROVIDER + "?operation=callback");
            }
        };
    }

    void trace(Main main) {
        main.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void beforeConfigure(BaseMainSupport present) {
                        CamelContext context = present.getCamelContext();
                        spans.trace(context);
                    }
                });
    }

    /** Logs a person in; returns what of that nobody else is to know. */
    List<String> logIn() {
        HttpResponse<String> begun = browser.open(site + "/login");
        String callback =
                Browser.location(
                        browser.submit(
                                browser.open(Browser.location(begun)),
                                Map.of(
                                        "username",
                                        mediaValet.setting("username"),
                                        "password",
                                        mediaValet.setting("password"),
                                        "decision",
                                        "sign-in")));
        assertThat(browser.open(callback).statusCode()).isEqualTo(200);
        List<String> secrets = new ArrayList<>();
        for (String parameter : URI.create(callback).getRawQuery().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            if (pair[0].equals("code") || pair[0].equals("state")) {
                secrets.add(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        assertThat(secrets).hasSize(2);
        return secrets;
    }

    /** The names of all attributes of spans that have one of these in them. */
    Set<String> attributesWith(Set<String> secrets) {
        return spans.all().stream()
                .flatMap(span -> span.getAttributes().asMap().entrySet().stream())
                .filter(e -> secrets.stream().anyMatch(String.valueOf(e.getValue())::contains))
                .map(e -> e.getKey().getKey())
                .collect(Collectors.toSet());
    }
}

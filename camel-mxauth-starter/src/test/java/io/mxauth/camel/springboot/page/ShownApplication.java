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
package io.mxauth.camel.springboot.page;

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A web application on a free port whose providers are those of a sandbox of its own. */
final class ShownApplication implements AutoCloseable {

    /** Beside the providers' own credentials, so that a look at the page can be a search for it. */
    private static final String MARKER = "canary";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private final Sandbox sandbox = Sandbox.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> tokens = new ArrayList<>();
    private final ConfigurableApplicationContext context;

    ShownApplication(WebApplicationType type, String... options) {
        plantMarkers();
        List<String> properties = new ArrayList<>(List.of(options));
        properties.add("server.port=0");
        properties.add("spring.main.banner-mode=off");
        properties.add("spring.application.name=films");
        this.context =
                new SpringApplicationBuilder(Application.class)
                        .web(type)
                        .properties(properties.toArray(String[]::new))
                        .run();
    }

    private void plantMarkers() {
        for (SandboxProvider provider : sandbox.providers()) {
            Stream.of("client-secret", "password", "api-key", "subscription-key")
                    .filter(provider.settings()::containsKey)
                    .forEach(name -> provider.change(name, MARKER + "-" + provider.name() + name));
        }
    }

    /** Makes all as it was at the start, but for the counters of providers that were used. */
    void reset() {
        sandbox.reset();
        plantMarkers();
        component().getProviders().clear();
        restart();
    }

    private void restart() {
        component().stop();
        component().start();
    }

    /** With the page, in Spring MVC. */
    static ShownApplication start() {
        return new ShownApplication(
                WebApplicationType.SERVLET, "camel.component.mxauth.page.enabled=true");
    }

    SandboxProvider issuer(String name) {
        return sandbox.provider(name);
    }

    MxAuthComponent component() {
        return context.getBean(MxAuthComponent.class);
    }

    /** Configures a provider as an account of the sandbox, under that name. */
    ShownApplication with(String name, String issuer, Map<String, ?> more) {
        component().getProviders().put(name, SandboxAccount.of(issuer(issuer), more));
        restart();
        return this;
    }

    ShownApplication with(String name, String issuer) {
        return with(name, issuer, Map.of());
    }

    /** Lets a route name the provider, without a call. */
    ShownApplication name(String provider) {
        var unused = component().authorizer(provider);
        return this;
    }

    /** Lets one call ask for the provider's headers, which may fail. */
    ShownApplication call(String provider) {
        try {
            AuthHeaders headers = component().authorizer(provider).headers().join();
            headers.forEach((header, value) -> tokens.add(value.replaceFirst("^Bearer ", "")));
        } catch (CompletionException e) {
            // The page tells.
        }
        return this;
    }

    /** Lets a route's node do its work, as it does with an exchange that has nothing in it. */
    ShownApplication run(String uri) {
        context.getBean(CamelContext.class).createFluentProducerTemplate().to(uri).send();
        return this;
    }

    /** Renews the provider's token and waits until that has ended, well or not. */
    ShownApplication renew(String provider) {
        String done = component().renew(provider);
        org.awaitility.Awaitility.await(done)
                .until(() -> states(provider).noneMatch(AccountState::fetching));
        return this;
    }

    Stream<AccountState> states(String provider) {
        return component().observations().accounts().stream()
                .filter(account -> account.provider().equals(provider));
    }

    /** All that must not be seen: credentials, and the tokens that calls got. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(tokens);
        secrets.add(MARKER);
        return secrets;
    }

    URI address(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> request(String method, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What the page says, with spaces that break in the place of those that do not. */
    String page() throws IOException, InterruptedException {
        return request("GET", "/mxauth").body().replace('\u00a0', ' ');
    }

    @Override
    public void close() {
        context.close();
        sandbox.close();
    }
}

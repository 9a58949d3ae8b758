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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mxauth.camel.oauth.LoopbackIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS and proxy of token requests, set as Camel users know it. */
class TokenRequestSettingsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MxAuthComponent component = new MxAuthComponent();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Answers wait for it. */
    private volatile CountDownLatch held = new CountDownLatch(0);

    @AfterEach
    void stop() {
        context.stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] token =
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, token.length);
        exchange.getResponseBody().write(token);
        exchange.close();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private Exchange askForToken(String tokenEndpoint) {
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(tokenEndpoint);
        own.setClientId("c");
        own.setClientSecret("s");
        own.setAllowedHosts("api.example");
        own.setMaxAttempts(1);
        component.getProviders().put("own", own);
        context.addComponent("mxauth", component);
        context.start();
        return context.createFluentProducerTemplate().to("mxauth:own?operation=token").send();
    }

    /** Ends a cool-down. */
    private Exchange askAgain() {
        return context.createFluentProducerTemplate().to("mxauth:own?operation=refresh").send();
    }

    private HttpsServer issuerShowing(SelfSigned certificate) throws Exception {
        HttpsServer issuer = HttpsServer.create(loopback(), 0);
        issuer.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        issuer.createContext("/", this::answer);
        issuer.start();
        return issuer;
    }

    private static String url(HttpsServer issuer) {
        return "https://localhost:" + issuer.getAddress().getPort() + "/token";
    }

    @Test
    void unknownCertificate_isUnavailable_andNothingIsSent(@TempDir Path folder) throws Exception {
        HttpsServer issuer = issuerShowing(SelfSigned.in(folder.resolve("issuer.p12")));
        try {
            Exchange answer = askForToken(url(issuer));
            assertThat(answer.getException())
                    .isInstanceOfSatisfying(
                            MxAuthException.class,
                            e ->
                                    assertThat(e.reason())
                                            .isEqualTo(MxAuthException.Reason.UNAVAILABLE))
                    .hasMessageContaining("TLS failed");
            assertThat(asked).isEmpty();
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void sslContextParameters_ofTheComponent_areUsed(@TempDir Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        HttpsServer issuer = issuerShowing(certificate);
        try {
            component.setSslContextParameters(certificate.trust());
            assertThat(askForToken(url(issuer)).getException()).isNull();
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void replacedTlsSettings_areUsed_fromTheReloadOn(@TempDir Path folder) throws Exception {
        SelfSigned other = SelfSigned.in(folder.resolve("other.p12"));
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        HttpsServer issuer = issuerShowing(certificate);
        try {
            component.setSslContextParameters(other.trust());
            assertThat(askForToken(url(issuer)).getException()).hasMessageContaining("TLS failed");
            component.setSslContextParameters(certificate.trust());
            component.reloadTls();
            assertThat(askAgain().getException()).isNull();
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void unusableTlsSettings_leaveThoseInUse(@TempDir Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        HttpsServer issuer = issuerShowing(certificate);
        try {
            component.setSslContextParameters(certificate.trust());
            assertThat(askForToken(url(issuer)).getException()).isNull();
            component.setSslContextParameters(
                    new SelfSigned(folder.resolve("nowhere.p12")).trust());
            assertThat(catchThrowable(component::reloadTls)).isNotNull();
            assertThat(askAgain().getException()).isNull();
            assertThat(asked).hasSize(2);
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void requestUnderWay_endsAsItBegan_whenTheSettingsAreReloaded(@TempDir Path folder)
            throws Exception {
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        HttpsServer issuer = issuerShowing(certificate);
        try {
            component.setSslContextParameters(certificate.trust());
            held = new CountDownLatch(1);
            CompletableFuture<Exchange> asking =
                    CompletableFuture.supplyAsync(() -> askForToken(url(issuer)));
            await().until(() -> asked.size() == 1);
            component.reloadTls();
            held.countDown();
            assertThat(asking.get(10, TimeUnit.SECONDS).getException()).isNull();
        } finally {
            held.countDown();
            issuer.stop(0);
        }
    }

    @Test
    void reload_ofAStoppedComponent_doesNothing() throws Exception {
        component.reloadTls();
        assertThat(component.isStarted()).isFalse();
    }

    @Test
    void globalSslContextParameters_areUsedWhereWanted(@TempDir Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        HttpsServer issuer = issuerShowing(certificate);
        try {
            context.setSSLContextParameters(certificate.trust());
            component.setUseGlobalSslContextParameters(true);
            assertThat(askForToken(url(issuer)).getException()).isNull();
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void proxy_ofAnHttpComponent_isTakenOver(@TempDir Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        HttpsServer issuer = issuerShowing(certificate);
        try (Tunnel proxy = new Tunnel(issuer.getAddress().getPort())) {
            HttpComponent model = proxied(proxy);
            // The certificate is for localhost.
            model.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
            component.setHttpComponent(model);
            component.setSslContextParameters(certificate.trust());
            assertThat(askForToken("https://issuer.example/token").getException()).isNull();
            assertThat(proxy.requests()).containsExactly("CONNECT issuer.example:443 HTTP/1.1");
            assertThat(asked).containsExactly("/token");
        } finally {
            issuer.stop(0);
        }
    }

    /** A request to loopback may go in clear, and the proxy's loopback is not ours. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST"})
    void loopback_isAskedWithoutTheProxy_ofAnHttpComponent(String host) throws Exception {
        HttpServer issuer = plainIssuer();
        try (Tunnel proxy = new Tunnel(issuer.getAddress().getPort())) {
            component.setHttpComponent(proxied(proxy));
            assertThat(askForToken(plain(host, issuer)).getException()).isNull();
            assertThat(proxy.requests()).isEmpty();
        } finally {
            issuer.stop(0);
        }
    }

    /** Whether or not this machine has it: the proxy is not asked. */
    @Test
    void loopbackOfIpv6_isAskedWithoutTheProxy() throws Exception {
        try (Tunnel proxy = new Tunnel(1)) {
            component.setHttpComponent(proxied(proxy));
            assertThat(askForToken("http://[::1]:1/token").getException()).isNotNull();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void loopback_isAskedWithoutTheProxy_ofTheContext() throws Exception {
        HttpServer issuer = plainIssuer();
        try (Tunnel proxy = new Tunnel(issuer.getAddress().getPort())) {
            context.getGlobalOptions().put("http.proxyHost", "127.0.0.1");
            context.getGlobalOptions().put("http.proxyPort", "" + proxy.port());
            context.getGlobalOptions().put("http.proxyScheme", "http");
            assertThat(askForToken(plain("127.0.0.1", issuer)).getException()).isNull();
            assertThat(proxy.requests()).isEmpty();
        } finally {
            issuer.stop(0);
        }
    }

    /** Even where the proxy is given by Java's properties, which exclude loopback unless told. */
    @Test
    void loopback_isAskedWithoutTheProxy_ofTheSystem() throws Exception {
        HttpServer issuer = plainIssuer();
        ProxySelector usual = ProxySelector.getDefault();
        try (Tunnel proxy = new Tunnel(issuer.getAddress().getPort())) {
            ProxySelector.setDefault(
                    ProxySelector.of(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
            HttpComponent model = new HttpComponent();
            model.setUseSystemProperties(true);
            component.setHttpComponent(model);
            assertThat(askForToken(plain("127.0.0.1", issuer)).getException()).isNull();
            assertThat(proxy.requests()).isEmpty();
        } finally {
            ProxySelector.setDefault(usual);
            issuer.stop(0);
        }
    }

    @Test
    void proxy_thatAnswersWithoutAnEnd_isReadToTheBoundOnly() throws Exception {
        try (LoopbackIssuer proxy = new LoopbackIssuer()) {
            proxy.then(200, "", "X-Long: " + "v".repeat(20_000));
            HttpComponent model = new HttpComponent();
            model.setProxyHost("127.0.0.1");
            model.setProxyPort(proxy.port());
            model.setProxyAuthScheme("http");
            component.setHttpComponent(model);
            assertThat(askForToken("https://issuer.example/token").getException())
                    .hasMessageContaining("too large");
        }
    }

    private HttpServer plainIssuer() throws IOException {
        HttpServer issuer = HttpServer.create(loopback(), 0);
        issuer.createContext("/", this::answer);
        issuer.start();
        return issuer;
    }

    private static String plain(String host, HttpServer issuer) {
        return "http://" + host + ":" + issuer.getAddress().getPort() + "/token";
    }

    private static HttpComponent proxied(Tunnel proxy) {
        HttpComponent model = new HttpComponent();
        model.setProxyHost("127.0.0.1");
        model.setProxyPort(proxy.port());
        model.setProxyAuthScheme("http");
        return model;
    }
}

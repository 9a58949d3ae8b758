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

import static io.mxauth.camel.springboot.Runner.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Token requests over the certificates and keys of an SSL bundle, before and after it is reloaded. */
@ExtendWith(OutputCaptureExtension.class)
class SslBundleTest {

    private static final String PASSWORD = "changeit";
    private static final String OWN = PREFIX + "providers.own.";
    private static final String BUNDLE = "spring.ssl.bundle.jks.issuer.";

    private static Path first;
    private static Path second;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable HttpsServer issuer;

    @BeforeAll
    static void makeKeys(@TempDir Path stores) throws Exception {
        first = keys(stores.resolve("first.p12"));
        second = keys(stores.resolve("second.p12"));
    }

    @AfterEach
    void stop() {
        if (issuer != null) {
            issuer.stop(0);
        }
    }

    private static Path keys(Path store) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "key",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return store;
    }

    /** An issuer with those keys. */
    private int start(Path store, @Nullable Path trusted, String... protocols) throws Exception {
        SSLContext tls = context(store, trusted);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = tls.getDefaultSSLParameters();
                        wanted.setNeedClientAuth(trusted != null);
                        if (protocols.length > 0) {
                            wanted.setProtocols(protocols);
                        }
                        parameters.setSSLParameters(wanted);
                    }
                });
        server.createContext("/", this::answer);
        server.start();
        issuer = server;
        return server.getAddress().getPort();
    }

    private static SSLContext context(Path store, @Nullable Path trusted) throws Exception {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(store), PASSWORD.toCharArray());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (trusted != null) {
            trust.init(load(trusted));
        }
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trusted == null ? null : trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        byte[] token =
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, token.length);
        exchange.getResponseBody().write(token);
        exchange.close();
    }

    private static ApplicationContextRunner runner(int port, Path trusted) {
        return Runner.camel()
                .withPropertyValues(
                        PREFIX + "ssl-bundle=issuer",
                        BUNDLE + "truststore.location=file:" + trusted,
                        BUNDLE + "truststore.password=" + PASSWORD,
                        OWN + "token-endpoint=https://localhost:" + port + "/token",
                        OWN + "client-id=c",
                        OWN + "client-secret=s",
                        OWN + "allowed-hosts=api.example",
                        OWN + "max-attempts=1");
    }

    /** Asks at once, whatever happened before. */
    private static @Nullable Exception ask(ApplicationContext application) {
        Exchange answer =
                application
                        .getBean(CamelContext.class)
                        .createFluentProducerTemplate()
                        .to("mxauth:own?operation=refresh")
                        .send();
        return answer.getException();
    }

    @Test
    void certificateOfTheBundle_isTrusted() throws Exception {
        runner(start(first, null), first).run(application -> assertThat(ask(application)).isNull());
        assertThat(asked).containsExactly("/token");
    }

    @Test
    void otherCertificate_isNot_andNothingIsSent() throws Exception {
        runner(start(second, null), first)
                .run(
                        application ->
                                assertThat(ask(application)).hasMessageContaining("TLS failed"));
        assertThat(asked).isEmpty();
    }

    @Test
    void keyOfTheBundle_isShownToTheIssuer() throws Exception {
        int port = start(first, second);
        runner(port, first).run(application -> assertThat(ask(application)).isNotNull());
        runner(port, first)
                .withPropertyValues(
                        BUNDLE + "keystore.location=file:" + second,
                        BUNDLE + "keystore.password=" + PASSWORD)
                .run(application -> assertThat(ask(application)).isNull());
        assertThat(asked).containsExactly("/token");
    }

    @Test
    void protocolsAndCiphersOfTheBundle_areKept() throws Exception {
        int port = start(first, null, "TLSv1.2");
        runner(port, first)
                .withPropertyValues(BUNDLE + "options.enabled-protocols=TLSv1.3")
                .run(application -> assertThat(ask(application)).isNotNull());
        runner(port, first)
                .withPropertyValues(
                        BUNDLE + "options.enabled-protocols=TLSv1.2",
                        BUNDLE + "options.ciphers=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
                .run(application -> assertThat(ask(application)).isNull());
    }

    @Test
    void reloadedBundle_isUsed_forTheNextTokenRequest(@TempDir Path folder) throws Exception {
        Path trusted = Files.copy(first, folder.resolve("trusted.p12"));
        reloading(start(second, null), trusted)
                .run(
                        application -> {
                            assertThat(ask(application)).hasMessageContaining("TLS failed");
                            replace(trusted, second);
                            await().atMost(Duration.ofSeconds(20))
                                    .untilAsserted(() -> assertThat(ask(application)).isNull());
                        });
    }

    @Test
    void unusableReload_isLogged_andChangesNothing(@TempDir Path folder, CapturedOutput output)
            throws Exception {
        Path trusted = Files.copy(first, folder.resolve("trusted.p12"));
        reloading(start(first, null), trusted)
                .run(
                        application -> {
                            assertThat(ask(application)).isNull();
                            Files.writeString(trusted, "no key store");
                            await().atMost(Duration.ofSeconds(20))
                                    .until(
                                            () ->
                                                    output.getOut()
                                                            .contains(
                                                                    "updated and cannot be used"));
                            assertThat(ask(application)).isNull();
                        });
        assertThat(output).doesNotContain(PASSWORD);
    }

    private static ApplicationContextRunner reloading(int port, Path trusted) {
        return runner(port, trusted)
                .withPropertyValues(
                        BUNDLE + "reload-on-update=true",
                        "spring.ssl.bundle.watch.file.quiet-period=50ms");
    }

    private static void replace(Path store, Path by) throws IOException {
        Path copy = store.resolveSibling("copy.p12");
        Files.copy(by, copy);
        Files.move(copy, store, StandardCopyOption.ATOMIC_MOVE);
    }
}

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
import static org.awaitility.Awaitility.await;

import io.mxauth.camel.MxAuthException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is changed where a placeholder takes it from works without a restart. */
class RotationTest extends RouteTestSupport {

    private static final String NEW_SECRET = "rotated-secret";

    /** What the vault answers, and how often it was asked. */
    private volatile String secret = "";

    private volatile boolean sealed;
    private final AtomicInteger readings = new AtomicInteger();

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                from("direct:other")
                        .to("mxauth:movio?retryUnauthorized=true")
                        .to(movio.setting("api"));
            }
        };
    }

    private void startWithVault() throws Exception {
        secret = movio.setting("client-secret");
        context.getPropertiesComponent()
                .addPropertiesFunction(
                        new PropertiesFunction() {
                            @Override
                            public String getName() {
                                return "vault";
                            }

                            @Override
                            public String apply(String remainder) {
                                readings.incrementAndGet();
                                if (sealed) {
                                    throw new RuntimeCamelException("the vault is sealed");
                                }
                                return secret;
                            }
                        });
        Objects.requireNonNull(component.getProviders().get("movio"))
                .setClientSecret("{{vault:movio}}");
        start(routes());
    }

    private void rotate() {
        movio.change("client-secret", NEW_SECRET);
        secret = NEW_SECRET;
    }

    private Exchange call() {
        return films(FILMS).send();
    }

    private Exchange callOther() {
        return films(FILMS).to("direct:other").send();
    }

    @Test
    void vault_rotatedAndTokenRevoked_isReadAgain_andNoExchangeFails() throws Exception {
        startWithVault();
        assertThat(status(call())).isEqualTo(202);
        assertThat(status(callOther())).isEqualTo(202);
        rotate();
        movio.revokeAllTokens();
        List<Exchange> calls = inParallel(20, this::call);
        assertThat(calls).allSatisfy(exchange -> assertThat(status(exchange)).isEqualTo(202));
        // the first token, the refusal of the old secret, the token for the new one
        assertThat(movio.tokenRequests()).isEqualTo(3);
        assertThat(status(callOther())).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(3);
    }

    @Test
    void vault_rotatedWhileTheTokenLives_costsCallersNothing() throws Exception {
        movio.tokenLifetime(Duration.ofMinutes(1));
        Objects.requireNonNull(component.getProviders().get("movio"))
                .setRefreshAhead(Duration.ofMillis(59_900));
        startWithVault();
        assertThat(status(call())).isEqualTo(202);
        rotate();
        await().untilAsserted(
                        () -> {
                            assertThat(status(call())).isEqualTo(202);
                            assertThat(movio.tokenRequests()).isGreaterThanOrEqualTo(3);
                        });
        assertThat(status(call())).isEqualTo(202);
        assertThat(status(callOther())).isEqualTo(202);
    }

    @Test
    void vault_thatSaysTheSame_isAskedOnce_andTheRefusalIsRemembered() throws Exception {
        startWithVault();
        movio.change("client-secret", NEW_SECRET);
        int before = readings.get();
        assertRejected(call());
        assertThat(readings.get() - before).isEqualTo(1);
        assertRejected(call());
        assertThat(readings.get() - before).isEqualTo(1);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void vault_thatCannotBeRead_leavesTheRefusalAsItIs() throws Exception {
        startWithVault();
        movio.change("client-secret", NEW_SECRET);
        sealed = true;
        assertRejected(call());
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void vault_whoseNewSecretIsRefusedAsWell_isAskedNoMore() throws Exception {
        startWithVault();
        movio.change("client-secret", NEW_SECRET);
        secret = "another";
        assertRejected(call());
        assertThat(movio.tokenRequests()).isEqualTo(2);
        assertRejected(call());
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    private static void assertRejected(Exchange exchange) {
        assertThat(exchange.getException(MxAuthException.class).reason())
                .isEqualTo(Reason.REJECTED);
    }

    @Test
    void secretFile_inCamelMain_isReadAgain(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secrets.properties");
        write(file, movio.setting("client-secret"));
        String prefix = "camel.component.mxauth.providers[odeon].";
        Properties properties = new Properties();
        properties.setProperty(prefix + "preset", "movio");
        properties.setProperty(prefix + "region", "us");
        properties.setProperty(prefix + "token-endpoint", movio.setting("token-endpoint"));
        properties.setProperty(prefix + "allowed-hosts", movio.setting("api-host"));
        properties.setProperty(prefix + "client-id", movio.setting("client-id"));
        properties.setProperty(prefix + "client-secret", "{{odeon.secret}}");
        Main main = new Main();
        try {
            main.setInitialProperties(properties);
            main.setPropertyPlaceholderLocations("file:" + file);
            main.configure()
                    .addRoutesBuilder(
                            new RouteBuilder() {
                                @Override
                                public void configure() {
                                    from("direct:token").to("mxauth:odeon?operation=refresh");
                                }
                            });
            main.start();
            ProducerTemplate template = main.getCamelTemplate();
            template.sendBody("direct:token", "");
            movio.change("client-secret", NEW_SECRET);
            write(file, NEW_SECRET);
            template.sendBody("direct:token", "");
            assertThat(movio.tokenRequests()).isEqualTo(3);
        } finally {
            main.stop();
        }
    }

    private static void write(Path file, String secret) throws IOException {
        Files.writeString(file, "odeon.secret=" + secret + "\nodeon.other=1\n");
    }
}

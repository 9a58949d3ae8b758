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

import io.mxauth.sandbox.SandboxProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The messages in the manual are those that the component prints. */
class ManualErrorsTest extends RouteTestSupport {

    private static final List<String> EXAMPLES =
            Manual.blocks(Path.of("errors.adoc")).stream()
                    .filter(block -> block.language().equals("text"))
                    .map(block -> withoutCircumstances(block.text()))
                    .toList();

    /** Ports and times differ from run to run. */
    private static String withoutCircumstances(String message) {
        return message.strip()
                .lines()
                .map(line -> line.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1"))
                .map(line -> line.replaceAll("Retry at \\S+", "Retry at"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    private static void assertIsExample(@Nullable Throwable thrown, MxAuthException.Reason reason) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof MxAuthException)) {
            cause = cause.getCause();
        }
        assertThat(cause)
                .isInstanceOfSatisfying(
                        MxAuthException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(EXAMPLES)
                .contains(
                        withoutCircumstances(
                                String.valueOf(Objects.requireNonNull(cause).getMessage())));
    }

    private @Nullable Throwable failureOf(String uri) {
        return context.createFluentProducerTemplate().to(uri).send().getException();
    }

    @Test
    void configuration() {
        component.getProviders().clear();
        ProviderConfiguration wrong = new ProviderConfiguration();
        wrong.setRegion("asia");
        wrong.setClientId("c");
        component.getProviders().put("movio", wrong);
        ProviderConfiguration misspelt = SandboxAccounts.movio(sandbox, "us");
        misspelt.reject("clientSecrett", "is no option of a provider");
        component.getProviders().put("odeon", misspelt);
        assertIsExample(catchThrowable(context::start), MxAuthException.Reason.CONFIGURATION);
    }

    @Test
    void rejected() {
        context.start();
        movio.change("client-secret", "another");
        assertIsExample(failureOf("mxauth:movio"), MxAuthException.Reason.REJECTED);
    }

    @Test
    void unavailable() {
        context.start();
        movio.tokenFaults().refuse(3, 503);
        assertIsExample(failureOf("mxauth:movio"), MxAuthException.Reason.UNAVAILABLE);
        movio.tokenFaults().clear().drop(3);
        assertIsExample(
                failureOf("mxauth:movio?operation=refresh"), MxAuthException.Reason.UNAVAILABLE);
        movio.tokenFaults().clear().refuse(1, 404);
        assertIsExample(
                failureOf("mxauth:movio?operation=refresh"), MxAuthException.Reason.UNAVAILABLE);
    }

    @Test
    void malformed() {
        context.start();
        movio.tokenFaults().garbage(1, "<html>Log in</html>");
        assertIsExample(failureOf("mxauth:movio"), MxAuthException.Reason.MALFORMED);
    }

    @Test
    void loginRequired() {
        SandboxProvider mediaValet = sandbox.provider("mediavalet");
        ProviderConfiguration options = SandboxAccounts.mediaValet(sandbox);
        options.setUsername(null);
        options.setPassword(null);
        options.setRefreshToken("worn-out");
        component.getProviders().put("mediavalet", options);
        context.start();
        assertIsExample(failureOf("mxauth:mediavalet"), MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(mediaValet.tokenRequests()).isEqualTo(1);
    }

    @Test
    void logins() {
        component.getProviders().put("mediavalet", SandboxAccounts.mediaValetByLogin(sandbox));
        context.start();
        assertIsExample(failureOf("mxauth:mediavalet"), MxAuthException.Reason.LOGIN_REQUIRED);
        assertIsExample(
                failureOf("mxauth:mediavalet?operation=callback"),
                MxAuthException.Reason.LOGIN_REFUSED);
    }

    @Test
    void store() {
        TroubledStore store = new TroubledStore(new MemoryTokenStore());
        store.why =
                "An entry could not be read (of own, SQL state 08001). Check that the database runs and"
                        + " takes connections";
        store.failing.add("*");
        component.setTokenStore(store);
        ProviderConfiguration own = SandboxAccounts.mediaValet(sandbox);
        own.setPreset("mediavalet");
        own.setUsername(null);
        own.setPassword(null);
        own.setRefreshToken("good");
        component.getProviders().put("own", own);
        context.start();
        assertIsExample(failureOf("mxauth:own"), MxAuthException.Reason.STORE);
    }

    @Test
    void forbiddenHost() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:x").to("mxauth:movio").to("https://example.com/films");
                    }
                });
        assertIsExample(failureOf("direct:x"), MxAuthException.Reason.FORBIDDEN_HOST);
    }

    @Test
    void urlWithoutAHost() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:x")
                                .to("mxauth:movio")
                                .setHeader(Exchange.HTTP_URI, constant("/films"))
                                .to("https://example.com");
                    }
                });
        assertIsExample(failureOf("direct:x"), MxAuthException.Reason.CONFIGURATION);
    }

    @Test
    void reason_isReadableInALanguageOfRoutes() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(MxAuthException.class)
                                .onWhen(simple("${exception.reason} == 'UNAVAILABLE'"))
                                .handled(true)
                                .setBody(simple("${exception.provider} ${exception.retryAt}"));
                        from("direct:y").to("mxauth:movio");
                    }
                });
        movio.tokenFaults().refuse(3, 503);
        assertThat(context.createFluentProducerTemplate().to("direct:y").request(String.class))
                .startsWith("movio 2");
    }

    @Test
    void manual_hasNoOtherExample() {
        // One for each assertion above, so that no stale one stays.
        assertThat(EXAMPLES).hasSize(12).doesNotHaveDuplicates();
    }
}

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

import io.mxauth.sandbox.SandboxProvider;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that an API answers 401 although their token had not ended. */
class UnauthorizedRetryTest extends RouteTestSupport {

    private static InputStream stream() {
        // Hidden behind a filter, so that nothing can tell that it could be read again.
        return new FilterInputStream(
                new ByteArrayInputStream(FILMS.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    private void startWith(String options) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(movio.setting("api") + options);
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        movio.revokeAllTokens();
        movio.clearRequests();
    }

    private void assertRepeatedWhole(Exchange answer) {
        assertThat(answer.getException()).isNull();
        assertThat(status(answer)).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(1);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(request -> request.status() + " " + request.body())
                .containsExactly("401 " + FILMS, "202 " + FILMS);
    }

    @Test
    void revokedToken_stringBody_isRepeatedWithAnotherToken() throws Exception {
        startWith("");
        assertRepeatedWhole(films(FILMS).send());
    }

    @Test
    void revokedToken_bytesBody_isRepeatedWithAnotherToken() throws Exception {
        startWith("");
        assertRepeatedWhole(films(FILMS.getBytes(StandardCharsets.UTF_8)).send());
    }

    @Test
    void revokedToken_streamedBody_isRepeatedWhole() throws Exception {
        startWith("");
        assertRepeatedWhole(films(stream()).send());
    }

    @Test
    void revokedToken_spooledBody_isRepeatedWhole(@TempDir Path spool) throws Exception {
        context.getStreamCachingStrategy().setSpoolEnabled(true);
        context.getStreamCachingStrategy().setSpoolThreshold(8);
        context.getStreamCachingStrategy().setSpoolDirectory(spool.toFile());
        startWith("");
        assertRepeatedWhole(films(stream()).send());
    }

    @Test
    void revokedToken_fileBody_isRepeatedWhole(@TempDir Path folder) throws Exception {
        startWith("");
        Path file = Files.writeString(folder.resolve("films.json"), FILMS);
        assertRepeatedWhole(films(file.toFile()).send());
    }

    @Test
    void revokedToken_oneShotStream_surfacesAndDropsTheToken() throws Exception {
        context.setStreamCaching(false);
        startWith("");
        Exchange answer = films(stream()).send();
        assertThat(answer.getException()).isInstanceOf(HttpOperationFailedException.class);
        assertThat(movio.apiRequests()).isEqualTo(1);
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void revokedToken_withoutExceptionOnFailure_isRepeated() throws Exception {
        startWith("?throwExceptionOnFailure=false");
        assertRepeatedWhole(films(FILMS).send());
    }

    /** An unread 401 would hold the only connection, for which the repetition would wait in vain. */
    @Test
    void revokedToken_answerStreamedOverTheOnlyConnection_isRepeated() throws Exception {
        startWith(
                "?disableStreamCache=true&throwExceptionOnFailure=false"
                        + "&connectionsPerRoute=1&connectionRequestTimeout=3000");
        assertRepeatedWhole(films(FILMS).send());
    }

    @Test
    void second401_surfaces_afterOneRetry() throws Exception {
        startWith("");
        movio.apiFaults().refuse(2, 401);
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException(HttpOperationFailedException.class).getStatusCode())
                .isEqualTo(401);
        assertThat(movio.apiRequests()).isEqualTo(2);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void apiThatAlwaysAnswers401_isNoStormAtTheIssuer_andTheFreshTokenStays() throws Exception {
        startWith("");
        movio.apiFaults().refuse(Integer.MAX_VALUE, 401);
        for (int i = 0; i < 50; i++) {
            assertThat(films(FILMS).send().getException()).isNotNull();
        }
        assertThat(movio.tokenRequests()).isEqualTo(1);
        assertThat(movio.apiRequests()).isEqualTo(51);
        movio.apiFaults().clear();
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 502}) // 429 and 503 the HTTP client repeats by itself
    void otherStatus_isNotRepeated_andRenewsNothing(int status) throws Exception {
        startWith("");
        movio.clearRequests();
        movio.apiFaults().refuse(1, status);
        assertThat(films(FILMS).send().getException()).isNotNull();
        assertThat(movio.apiRequests()).isEqualTo(1);
        assertThat(movio.tokenRequests()).isZero();
    }

    @Test
    void apiKey_isNeverRepeated() throws Exception {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        component.getProviders().put("key", SandboxAccounts.filmmakersKey(sandbox));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:profiles").to("mxauth:key").to(filmmakers.setting("api"));
                    }
                });
        filmmakers.change("api-key", "another");
        Exchange answer = context.createFluentProducerTemplate().to("direct:profiles").send();
        assertThat(answer.getException()).isInstanceOf(HttpOperationFailedException.class);
        assertThat(filmmakers.requests()).hasSize(1);
    }

    @Test
    void retrySwitchedOff_surfaces() throws Exception {
        component.setRetryUnauthorized(false);
        startWith("");
        assertThat(films(FILMS).send().getException())
                .isInstanceOf(HttpOperationFailedException.class);
        assertThat(movio.tokenRequests()).isZero();
    }

    @Test
    void issuerDown_the401Surfaces_andSaysWhyThereWasNoOtherToken() throws Exception {
        startWith("");
        movio.tokenFaults().refuse(Integer.MAX_VALUE, 503);
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException()).isInstanceOf(HttpOperationFailedException.class);
        assertThat(answer.getException().getSuppressed())
                .singleElement()
                .isInstanceOf(MxAuthException.class);
    }

    @Test
    void routesErrorHandler_seesNothing_ofA401ThatWasRepeated() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .process(exchange -> seen.incrementAndGet())
                                .maximumRedeliveries(2)
                                .redeliveryDelay(0);
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        movio.revokeAllTokens();
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(seen).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parallel401s_withStreamedBodies_makeOneTokenRequest_andAllAreRepeatedWhole(
            boolean throwing) throws Exception {
        startWith(
                "?connectionsPerRoute=200&maxTotalConnections=200&throwExceptionOnFailure="
                        + throwing);
        movio.tokenFaults().delay(Duration.ofMillis(200));
        assertThat(inParallel(200, () -> films(stream()).send()))
                .allSatisfy(
                        answer -> {
                            assertThat(answer.getException()).isNull();
                            assertThat(status(answer)).isEqualTo(202);
                            assertThat(answer.getMessage().getHeaders())
                                    .doesNotContainKey("Authorization");
                        });
        assertThat(movio.tokenRequests()).isEqualTo(1);
        assertThat(movio.requests())
                .filteredOn(request -> request.status() == 202)
                .hasSize(200)
                .allSatisfy(request -> assertThat(request.body()).isEqualTo(FILMS));
    }
}

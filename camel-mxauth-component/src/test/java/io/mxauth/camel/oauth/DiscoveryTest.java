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
package io.mxauth.camel.oauth;

import static io.mxauth.camel.oauth.LoopbackIssuer.answer;
import static io.mxauth.camel.provider.GivenProvider.provider;
import static io.mxauth.camel.provider.GivenProvider.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.oauth.LoopbackIssuer.Received;
import io.mxauth.camel.provider.Provider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that nobody configured, learnt from the issuer's document when they are needed. */
class DiscoveryTest {

    private static final RealTransport TRANSPORT = new RealTransport();
    private static final String PATH = "/.well-known/openid-configuration";

    private final LoopbackIssuer site = new LoopbackIssuer();
    private final IssuerFixture fixture = IssuerFixture.over(TRANSPORT);

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    /** The issuer's name and its endpoints' host differ at one provider: that is no error. */
    @Test
    void document_ofAnIssuerOnAnotherHost_fillsInTheTokenEndpoint() {
        site.on(
                PATH,
                answer(
                        200,
                        "{\"issuer\":\"https://iam.example\",\"token_endpoint\":\""
                                + site.url("/from-document")
                                + "\"}"));

        fixture.fetch(mine());

        assertThat(site.requests())
                .extracting(Received::line)
                .containsExactly("GET " + PATH + " HTTP/1.1", "POST /from-document HTTP/1.1");
        Received get = site.requests().get(0);
        assertThat(get.header("Accept")).containsExactly("application/json");
        assertThat(get.header("Authorization")).isEmpty();
        assertThat(get.body()).isEmpty();
    }

    @Test
    void document_isReadOnceForAllEndpoints() {
        site.on(PATH, document());

        fixture.fetch(mine());
        fixture.fetch(mine());
        IssuerFixture.result(fixture.introspect(mine(), "t"));

        assertThat(site.requests())
                .extracting(Received::path)
                .containsExactly(PATH, "/token", "/token", "/introspect");
    }

    @Test
    void document_readByManyAtOnce_isAskedForOnce() {
        site.on(PATH, document());
        Provider provider = mine();

        var fetches =
                java.util.stream.Stream.generate(() -> fixture.start(provider)).limit(8).toList();
        fetches.forEach(IssuerFixture::result);

        assertThat(site.requests()).filteredOn(r -> r.path().equals(PATH)).hasSize(1);
    }

    @Test
    void endpoint_thatIsConfigured_winsAndNeedsNoDocument() {
        fixture.fetch(mine("tokenEndpoint=" + site.url("/configured")));

        assertThat(site.requests()).extracting(Received::path).containsExactly("/configured");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503, 302})
    void document_thatCannotBeRead_isUnavailableAndAskedForAgain(int status) {
        site.then(status, "", "Location: " + site.url("/elsewhere")).on(PATH, document());

        AuthFailure failure = fixture.failure(mine());

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.message()).contains("'mine'", PATH);
        assertThat(site.requests()).hasSize(1);
        fixture.fetch(mine());
        assertThat(site.requests())
                .extracting(Received::path)
                .containsExactly(PATH, PATH, "/token");
    }

    @Test
    void document_thatIsNoJson_isAskedForAgain() {
        site.then(200, "<html>").on(PATH, document());

        fixture.failure(mine());

        fixture.fetch(mine());
    }

    @Test
    void document_whoseServerIsGone_isUnavailable() {
        Provider provider = mine();
        site.close();

        assertThat(fixture.failure(provider).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"http://idp.example/token\"",
                "\"http://127.0.0.1.evil.example/token\"",
                "\"ftp://idp.example/token\"",
                "\"/token\"",
                "\"https://user:pw@idp.example/token\"",
                "\"not a url\"",
                "\"\"",
                "1",
                "null"
            })
    void document_thatNamesAnEndpointNoSecretMayGoTo_isNotFollowed(String endpoint) {
        site.on(PATH, answer(200, "{\"token_endpoint\":" + endpoint + "}"));

        AuthFailure failure = fixture.failure(mine());

        assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
        assertThat(failure.message()).contains("'mine'", "tokenEndpoint");
        assertThat(site.requests()).hasSize(1);
    }

    /** The document is shared, but each provider is told of it under its own name. */
    @Test
    void document_thatFailsForTwoProvidersAtOnce_namesEachToItsOwnCallers() {
        CountDownLatch both = new CountDownLatch(1);
        site.then(
                (request, out) -> {
                    LoopbackIssuer.await(both);
                    answer(500, "").to(request, out);
                });
        var one = fixture.start(mine());
        var other =
                fixture.start(
                        provider(
                                "other",
                                "discoveryUri=" + site.url(PATH),
                                "clientId=c",
                                "clientSecret=s"));
        both.countDown();

        assertThat(IssuerFixture.failureOf(one).provider()).isEqualTo("mine");
        assertThat(IssuerFixture.failureOf(other).provider()).isEqualTo("other");
    }

    /** The cache of documents would log it by itself, with a stack trace, past the user's settings. */
    @Test
    void document_thatCannotBeRead_isToldToTheCallerOnly() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        logged.add(entry);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger platform = Logger.getLogger("");
        platform.addHandler(handler);
        try {
            site.on(PATH, answer(404, ""));

            fixture.failure(mine());

            assertThat(logged).isEmpty();
        } finally {
            platform.removeHandler(handler);
        }
    }

    private LoopbackIssuer.Reply document() {
        return answer(
                200,
                "{\"token_endpoint\":\""
                        + site.url("/token")
                        + "\",\"introspection_endpoint\":\""
                        + site.url("/introspect")
                        + "\"}");
    }

    private Provider mine(String... more) {
        return provider(
                "mine",
                with(
                        new String[] {
                            "discoveryUri=" + site.url(PATH), "clientId=c", "clientSecret=s"
                        },
                        more));
    }
}

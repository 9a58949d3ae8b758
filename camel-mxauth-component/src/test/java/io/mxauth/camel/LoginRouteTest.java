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

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log-in through {@code platform-http} in Camel Main, with the sandbox's MediaValet. */
@ExtendWith(SandboxExtension.class)
class LoginRouteTest {

    private static final String PREFIX = "camel.component.mxauth.providers[mediavalet].";

    private final Main main = new Main();
    private final Browser browser = new Browser();
    private final List<MxAuthEvent> events = new CopyOnWriteArrayList<>();
    private final List<Exception> caught = new CopyOnWriteArrayList<>();
    private SandboxProvider mediaValet;
    private String site;

    @BeforeEach
    void start(Sandbox sandbox) throws Exception {
        mediaValet = sandbox.provider("mediavalet");
        int port = freePort();
        site = "http://127.0.0.1:" + port;
        mediaValet.change("redirect-uri", site + "/mxauth/callback");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", Integer.toString(port));
        for (String option :
                List.of(
                        "client-id",
                        "client-secret",
                        "subscription-key",
                        "redirect-uri",
                        "token-endpoint",
                        "discovery-uri",
                        "revocation-endpoint")) {
            main.addInitialProperty(PREFIX + option, mediaValet.setting(option));
        }
        main.addInitialProperty(PREFIX + "allowed-hosts", mediaValet.setting("api-host"));
        main.addInitialProperty(PREFIX + "login-path", "/mxauth/login");
        main.configure().addRoutesBuilder(routes());
        main.start();
        context()
                .getManagementStrategy()
                .addEventNotifier(
                        new EventNotifierSupport() {
                            @Override
                            public void notify(CamelEvent event) {
                                events.add((MxAuthEvent) event);
                            }

                            @Override
                            public boolean isEnabled(CamelEvent event) {
                                return event instanceof MxAuthEvent;
                            }
                        });
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/mxauth/login").to("mxauth:mediavalet?operation=login");
                from("platform-http:/mxauth/callback").to("mxauth:mediavalet?operation=callback");
                from("platform-http:/handled")
                        .onException(MxAuthException.class)
                        .handled(true)
                        .process(e -> caught.add(exception(e)))
                        .end()
                        .to("mxauth:mediavalet?operation=callback");
                from("platform-http:/tried")
                        .doTry()
                        .to("mxauth:mediavalet?operation=callback")
                        .doCatch(MxAuthException.class)
                        .setBody(simple("reason ${exception.reason}"))
                        .end();
                from("platform-http:/on-the-way").to("direct:way");
                from("direct:way")
                        .to("mxauth:mediavalet?operation=callback")
                        .setBody(constant("not reached"));
                from("direct:categories").to("mxauth:mediavalet").to(mediaValet.setting("api"));
                from("direct:disconnect").to("mxauth:mediavalet?operation=revoke");
            }
        };
    }

    private static Exception exception(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    private Exchange call(String route) {
        return context().createFluentProducerTemplate().to("direct:" + route).send();
    }

    private static MxAuthException failure(Exchange exchange) {
        return Objects.requireNonNull(exchange.getException(MxAuthException.class));
    }

    private HttpResponse<String> begin(String query) {
        HttpResponse<String> answer = browser.open(site + "/mxauth/login" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer;
    }

    /** Types name and password at the issuer; returns the callback's URL. */
    private String agree(HttpResponse<String> begun) {
        return Browser.location(
                browser.submit(
                        browser.open(Browser.location(begun)),
                        Map.of(
                                "username",
                                mediaValet.setting("username"),
                                "password",
                                mediaValet.setting("password"),
                                "decision",
                                "sign-in")));
    }

    private HttpResponse<String> logIn() {
        return browser.open(agree(begin("")));
    }

    private static void assertIsPage(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("<!DOCTYPE html>", words).doesNotContain("Exception");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.headers().map().keySet().stream().map(String::toLowerCase))
                .contains("expires", "referrer-policy")
                .doesNotContain("code", "state", "iss", "cookie", "user-agent");
    }

    @Test
    void logIn_connectsTheRoutes() {
        MxAuthException before = failure(call("categories"));
        assertThat(before.reason()).isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(before).hasMessageContaining("log in at /mxauth/login");

        HttpResponse<String> connected = logIn();
        assertIsPage(connected, 200, "Connected as sandbox+mediavalet@example.com.");

        assertThat(call("categories").getMessage().getBody(String.class)).contains("Posters");
        assertThat(grants()).containsExactly("authorization_code");
        assertThat(events)
                .extracting(MxAuthEvent::kind)
                .containsExactly(MxAuthEvent.Kind.LOGIN_REQUIRED, MxAuthEvent.Kind.TOKEN_ACQUIRED);
    }

    private List<String> grants() {
        return mediaValet.requests().stream()
                .filter(request -> request.path().equals("/connect/token"))
                .map(RecordedRequest::form)
                .map(form -> String.valueOf(form.get("grant_type")))
                .toList();
    }

    @Test
    void logIn_bringsARefreshToken_thatIsUsed() {
        logIn();
        context().createFluentProducerTemplate().to("mxauth:mediavalet?operation=refresh").send();
        assertThat(call("categories").getException()).isNull();
        assertThat(grants()).containsExactly("authorization_code", "refresh_token");
    }

    @Test
    void login_setsItsCookie_andNothingOfTheRequestComesBack() {
        HttpResponse<String> answer =
                browser.send(
                        HttpRequest.newBuilder(URI.create(site + "/mxauth/login?a=b"))
                                .header("X-Mine", "mine")
                                .build());
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("mxauth-")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(answer.headers().firstValue("Expires")).hasValue("0");
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "a");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void returnTo_isWhereThePersonComesBackTo() {
        String path = "/connections?provider=a&b=c";
        HttpResponse<String> answer =
                browser.open(
                        agree(
                                begin(
                                        "?returnTo="
                                                + URLEncoder.encode(
                                                        path, StandardCharsets.UTF_8))));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(path);
        assertThat(call("categories").getException()).isNull();
    }

    @Test
    void fourthLogin_ofOneBrowser_removesTheOldest_andItsCallbackIsToStartAgain() {
        String oldest = agree(begin(""));
        String next = agree(begin(""));
        begin("");
        assertThat(begin("").headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(browser.cookies()).hasSize(3);
        assertIsPage(browser.open(oldest), 400, "Start again.");
        assertIsPage(browser.open(next), 200, "Connected as");
    }

    @Test
    void callback_takesItsLoginAway_andLeavesTheOthers() {
        HttpResponse<String> other = begin("");
        HttpResponse<String> answer = browser.open(agree(begin("")));
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("mxauth-[A-Za-z0-9_-]{16}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        assertThat(browser.cookies()).hasSize(1);
        assertIsPage(browser.open(agree(other)), 200, "Connected as");
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void junkCodes_beyondTheBound_are503WithRetryAfter_andTheSameAddressServesLater()
            throws Exception {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            urls.add(agree(begin("")));
        }
        mediaValet.tokenFaults().hang(2);
        List<CompletableFuture<HttpResponse<String>>> junk = new ArrayList<>();
        for (String url : urls.subList(0, 2)) {
            junk.add(
                    CompletableFuture.supplyAsync(
                            () -> browser.open(url.replace("code=", "code=A"))));
        }
        await().until(() -> grants().size() == 2);
        HttpResponse<String> busy = browser.open(urls.get(2));
        assertIsPage(busy, 503, "Reload this page");
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(busy.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(grants()).hasSize(2);
        for (CompletableFuture<HttpResponse<String>> end : junk) {
            assertThat(end.get(30, TimeUnit.SECONDS).statusCode()).isNotEqualTo(200);
        }
        assertIsPage(browser.open(urls.get(2)), 200, "Connected as");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?returnTo=//evil.example",
                "?returnTo=%2F%5Cevil.example",
                "?returnTo=https://evil.example",
                "?returnTo=/a&returnTo=/b"
            })
    void returnTo_thatIsNotOne_isRefusedWithAPage(String query) {
        HttpResponse<String> answer = browser.open(site + "/mxauth/login" + query);
        assertIsPage(answer, 400, "Log in again");
        assertThat(answer.body()).doesNotContain("evil");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void callback_replayed_isRefused() {
        String url = agree(begin(""));
        assertIsPage(browser.open(url), 200, "Connected as");
        assertIsPage(browser.open(url), 400, "not under way");
        assertThat(grants()).hasSize(1);
    }

    @Test
    void callback_inAnotherBrowser_isRefused() {
        String url = agree(begin(""));
        assertIsPage(new Browser().open(url), 403, "another browser");
        assertThat(call("categories").getException()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "state=, state=A, 400, not under way",
        "iss=https, iss=http, 403, another log-in service",
        "code=, code=A, 400, took too long",
        "code=, error=server_error&x=, 400, could not log you in",
        "code=, code=A&code=, 400, not one that a log-in leads to",
        "code=, Cookie=A&code=, 400, not one that a log-in leads to",
        "code=, %63ookie=A&code=, 400, not one that a log-in leads to",
        "code=, x=1;Cookie=A&code=, 400, not one that a log-in leads to"
    })
    void callback_altered_isRefused(String part, String other, int status, String words) {
        String url = agree(begin(""));
        assertIsPage(browser.open(url.replace(part, other)), status, words);
        assertThat(failure(call("categories")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
    }

    @Test
    void callback_posted_isRefused() {
        HttpResponse<String> answer =
                browser.send(
                        HttpRequest.newBuilder(URI.create(site + "/mxauth/callback"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("Cookie=mxauth"))
                                .build());
        assertIsPage(answer, 400, "not one that a log-in leads to");
    }

    @Test
    void cancel_isToldInWords() {
        HttpResponse<String> page = browser.open(Browser.location(begin("")));
        String url = Browser.location(browser.submit(page, Map.of("decision", "cancel")));
        assertIsPage(browser.open(url), 403, "cancelled. Nothing has changed.");
    }

    @Test
    void issuerThatFails_isTold_andNobodyIsConnected() {
        String url = agree(begin(""));
        mediaValet.tokenFaults().refuse(3, 500);
        assertIsPage(browser.open(url), 503, "Try again later");
        assertThat(failure(call("categories")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
    }

    @Test
    void clientSecretRefused_isTold() {
        String url = agree(begin(""));
        mediaValet.change("client-secret", "another");
        assertIsPage(browser.open(url), 502, "do not fit");
    }

    @Test
    void anotherPerson_isRefused_untilTheFirstIsDisconnected() {
        logIn();
        mediaValet.change("username", "someone.else@example.com");
        assertIsPage(logIn(), 403, "Somebody else is connected");
        assertThat(call("categories").getException()).isNull();

        assertThat(call("disconnect").getException()).isNull();
        assertThat(failure(call("categories")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertIsPage(logIn(), 200, "Connected as someone.else@example.com.");
    }

    @Test
    void refusal_isTheExceptionOfTheRoute_forItsErrorHandlers() {
        assertIsPage(browser.open(site + "/handled?state=x"), 400, "not under way");
        assertThat(caught)
                .singleElement()
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(MxAuthException.Reason.LOGIN_REFUSED);
                            assertThat(e.provider()).isEqualTo("mediavalet");
                        });
        assertThat(browser.open(site + "/tried?state=x").body()).isEqualTo("reason LOGIN_REFUSED");
    }

    @Test
    void refusal_onTheWay_endsTheRoute_andThePageIsSeen() {
        assertIsPage(browser.open(site + "/on-the-way?state=x"), 400, "not under way");
    }

    @Test
    void refusal_withoutABrowser_isThrown() {
        Exchange exchange =
                context()
                        .createFluentProducerTemplate()
                        .to("mxauth:mediavalet?operation=callback")
                        .withHeader("state", "x")
                        .send();
        assertThat(failure(exchange).reason()).isEqualTo(MxAuthException.Reason.LOGIN_REFUSED);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
        assertThat(exchange.getMessage().getBody(String.class)).contains("not under way");
    }

    @Test
    void deadRefreshToken_asksForALogIn_byEventAndHealth() {
        logIn();
        mediaValet.revokeAllTokens();
        mediaValet.revokeAllRefreshTokens();
        assertThat(call("categories").getException()).isNotNull();
        // Events come behind the call, on a thread of their own.
        await().untilAsserted(
                        () ->
                                assertThat(events)
                                        .last()
                                        .satisfies(
                                                event -> {
                                                    assertThat(event.kind())
                                                            .isEqualTo(
                                                                    MxAuthEvent.Kind
                                                                            .LOGIN_REQUIRED);
                                                    assertThat(event.failure())
                                                            .hasMessageContaining(
                                                                    "log in at /mxauth/login");
                                                }));
        HealthCheck.Result result =
                new MxAuthHealthCheck(context().getComponent("mxauth", MxAuthComponent.class))
                        .call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage().orElseThrow()).contains("LOGIN_REQUIRED", "/mxauth/login");

        assertIsPage(logIn(), 200, "Connected as");
        assertThat(call("categories").getException()).isNull();
    }
}

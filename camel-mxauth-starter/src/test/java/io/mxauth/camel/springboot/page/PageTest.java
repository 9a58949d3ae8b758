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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mxauth.camel.observe.AccountState;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as the server of an application serves it, with a provider in every state. */
class PageTest {

    private static final Pattern FILL = Pattern.compile("<rect width=\"(\\d+)\"");
    private static final Pattern MARK = Pattern.compile("<line x1=\"(\\d+)\"");

    private static final ShownApplication APPLICATION = ShownApplication.start();

    private final ShownApplication application = APPLICATION;

    @AfterEach
    void reset() {
        application.reset();
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    /** What the page says of that provider. */
    private String section(String provider) throws Exception {
        String begin = "<bdi>" + provider + "</bdi></h2>";
        String page = application.page();
        assertThat(page).contains(begin);
        return page.substring(page.indexOf(begin)).replaceFirst("(?s)</section>.*", "");
    }

    private static int number(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    @Test
    void providerWithoutARoute_isIdle() throws Exception {
        application.with("spare", "movio-eu");
        assertThat(application.page()).contains("none of them failing.");
        assertThat(section("spare")).contains("No route uses it").doesNotContain("Token requests");
    }

    @Test
    void unusedProvider_isIdle_andLookingAsksNobody() throws Exception {
        application.with("unused", "movio-eu").name("unused");
        assertThat(section("unused"))
                .contains("client_credentials, region eu")
                .contains("Not used yet")
                .contains("<dt>Token requests</dt><dd>0</dd>")
                .doesNotContain("<svg", "Last good token");
        assertThat(application.issuer("movio-eu").requests()).isEmpty();
    }

    @Test
    void freshToken_isABar_withTheTimesOfItsLife() throws Exception {
        application.with("fresh", "movio-eu").call("fresh").call("fresh");
        String page = section("fresh");
        assertThat(page)
                .contains("class=\"badge good\">Fresh<")
                .containsPattern("<dt>Remaining life</dt><dd>(23 h 59 min|1 d) of 1 d<small>until ")
                .containsPattern("<dt>Last good token</dt><dd>(under 1|\\d+) s ago<small>at <time")
                .containsPattern("<dt>Next renewal</dt><dd>in 22 h 59 min</dd>")
                .contains("<dt>Token requests</dt><dd>1</dd>")
                .contains("<dt>Calls served at once</dt><dd>1</dd>")
                .contains("100 % of the token&#39;s life is left")
                .doesNotContain("What to do");
        assertThat(number(FILL, page)).isBetween(998, 1000);
        assertThat(number(MARK, page)).as("an hour of a day").isBetween(41, 42);
    }

    @Test
    void staleToken_isServed_andItsRenewalIsDue() throws Exception {
        application.with("mxo", "mxo", Map.of("refreshAhead", Duration.ofSeconds(298))).call("mxo");
        await().until(
                        () ->
                                application
                                        .states("mxo")
                                        .allMatch(s -> s.life() == AccountState.Life.STALE));
        assertThat(section("mxo"))
                .contains("class=\"badge good\">Renewal due<")
                .contains("<dt>Next renewal</dt><dd>with the next call</dd>")
                .contains(" of 4 min 59 s<")
                .doesNotContain("<line");
    }

    @Test
    void issuerDown_whileTheTokenLives_isAWarning() throws Exception {
        application.with("warned", "movio-us", Map.of("maxAttempts", "1")).call("warned");
        application.issuer("movio-us").tokenFaults().refuse(100, 503);
        assertThat(application.renew("warned").page())
                .contains("<title>1 failing: Tokens of films</title>")
                .containsPattern(
                        "To be looked at: <a href=\"#provider-\\d+\"><bdi>warned</bdi></a>[.]");
        String section = section("warned");
        assertThat(section)
                .contains("class=\"badge warning\">Renewal fails<")
                .contains("Calls are still served, with the token in hand, until it ends.")
                .contains("class=\"failure warning\"><h3>The issuer cannot be reached or cannot")
                .contains("cannot serve now (HTTP 503). It is asked again by itself.")
                .contains("What to do: </strong>Wait, as it usually passes.")
                .containsPattern("<dt>Next attempt</dt><dd>(in|with|under) ")
                .contains("<dt>Token requests</dt><dd>2, of which 1 unavailable</dd>");
        assertThat(number(FILL, section)).isBetween(998, 1000);
    }

    @Test
    void refusedCredentials_areDown_withWhatToDo() throws Exception {
        application.with("refused", "movio-us").name("refused");
        application.issuer("movio-us").change("client-secret", "another");
        application.call("refused");
        assertThat(section("refused"))
                .contains("class=\"badge down\">No token<")
                .contains("Calls fail until there is a token.")
                .contains("class=\"failure down\"><h3>The issuer refuses the credentials</h3>")
                .containsPattern("<p>The issuer at http://127.0.0.1:\\d+/oauth/token refused")
                .contains("Check clientId, clientSecret, scope and audience")
                .contains("What to do: </strong>Check the credentials with the provider.")
                .containsPattern("<dt>Next attempt</dt><dd>in [23]\\d s</dd>")
                .contains("<dt>Last good token</dt><dd>none yet</dd>")
                .doesNotContain("<svg", "Provider &#39;refused&#39;");
    }

    @Test
    void requiredLogin_isDown_withWhatToDo() throws Exception {
        application
                .with(
                        "cinemas",
                        "moviexchange",
                        Map.of("grantType", "refresh_token", "refreshToken", "canary-refresh"))
                .call("cinemas");
        assertThat(section("cinemas"))
                .contains("class=\"badge down\">Login required<")
                .contains("<h3>Somebody has to log in</h3>")
                .contains("Configure a new refreshToken.")
                .contains("What to do: </strong>Log in, or configure a new refresh token")
                .contains("<dt>Next attempt</dt><dd>with the next call</dd>")
                .doesNotContain("canary");
    }

    @Test
    void apiKey_isGood_withoutAToken() throws Exception {
        application.with("profiles", "filmmakers", Map.of("apiKey", "canary-key")).call("profiles");
        assertThat(section("profiles"))
                .contains("class=\"badge good\">API key<")
                .contains("class=\"grant\">api_key<")
                .contains("<dt>Calls served at once</dt><dd>1</dd>")
                .doesNotContain("Token requests", "canary", "<svg");
    }

    @Test
    void severalAccounts_haveABadgeEach() throws Exception {
        application.with("both", "movio-eu").call("both").run("mxauth:both?region=us");
        application.issuer("movio-eu").change("client-secret", "another");
        application.run("mxauth:both?scope=films");
        String section = section("both");
        assertThat(section.split("class=\"badge ", -1)).hasSize(4);
        assertThat(section)
                .containsSubsequence(
                        "client_credentials, region eu",
                        "client_credentials, region eu",
                        "client_credentials, region us")
                .contains("badge good", "badge down");
    }

    @Test
    void mendedFailure_isFoldedAway() throws Exception {
        application.with("mended", "movio-us", Map.of("maxAttempts", "1")).call("mended");
        application.issuer("movio-us").tokenFaults().refuse(1, 503);
        application.renew("mended").renew("mended");
        assertThat(section("mended"))
                .contains("class=\"badge good\">Fresh<")
                .contains("<details><summary>The last error, since mended: The issuer cannot be")
                .doesNotContain("What to do");
    }

    @Test
    void tokenThatWasForgotten_isNone() throws Exception {
        application.with("gone", "movio-us").call("gone").component().invalidate("gone");
        assertThat(section("gone"))
                .contains("class=\"badge idle\">No token in hand<")
                .contains("Last good token")
                .doesNotContain("<svg", "Next renewal");
    }

    @Test
    void weirdName_isEscaped_alsoInAMessage() throws Exception {
        String name = "<script>alert('x')</script>&\"odeon\"";
        application.with(name, "movio-us");
        application.issuer("movio-us").change("client-secret", "another");
        assertThat(application.call(name).page())
                .contains(
                        "<bdi>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;odeon&quot;<")
                .doesNotContain("<script");
    }

    @Test
    void pageOfAllStates_holdsNoSecret() throws Exception {
        application
                .with("movio-eu", "movio-eu")
                .with("movio-us", "movio-us", Map.of("maxAttempts", "1"))
                .with("mxo", "mxo")
                .with("filmmakers", "filmmakers")
                .with("profiles", "filmmakers", Map.of("apiKey", "canary-key"))
                .with("cinemas", "moviexchange", Map.of("refreshToken", "canary-refresh"));
        application.issuer("mxo").change("client-secret", "canary-other");
        component().getProviders().keySet().forEach(application::call);
        application.issuer("movio-us").tokenFaults().garbage(1, "canary");
        String page = application.renew("movio-us").page();
        assertThat(application.secrets()).hasSizeGreaterThan(4);
        assertThat(page).doesNotContain(application.secrets());
    }

    private io.mxauth.camel.MxAuthComponent component() {
        return application.component();
    }

    @Test
    void answer_mayNotBeStored_norLoadAnything() throws Exception {
        HttpResponse<String> answer = application.request("GET", "/mxauth");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("text/html;charset=UTF-8"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"));
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; img-src data:;"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    @Test
    void methods_areThoseOfAPage() throws Exception {
        HttpResponse<String> head = application.request("HEAD", "/mxauth");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("cache-control")).contains("no-store");
        assertThat(application.request("POST", "/mxauth").statusCode()).isEqualTo(405);
        assertThat(application.request("DELETE", "/mxauth").statusCode()).isEqualTo(405);
        HttpResponse<String> options = application.request("OPTIONS", "/mxauth");
        assertThat(options.headers().firstValue("allow")).contains("GET,HEAD,OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "5, 5", "1, 5", "3600, 3600"})
    void refresh_isAsAskedFor_butNotTooOften(String asked, String seconds) throws Exception {
        assertThat(application.request("GET", "/mxauth?refresh=" + asked).body())
                .contains("<meta http-equiv=\"refresh\" content=\"" + seconds + "\">")
                .contains("Every " + seconds + " seconds")
                .contains("<a href=\"?\">Stop that</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?refresh=", "?refresh=soon", "?refresh=99999", "?refresh=-7"})
    void refresh_isOffOtherwise(String query) throws Exception {
        assertThat(application.request("GET", "/mxauth" + query).body())
                .contains("Read at ")
                .contains("<a href=\"?refresh=10\">Every 10 seconds</a>")
                .doesNotContain("http-equiv");
    }
}

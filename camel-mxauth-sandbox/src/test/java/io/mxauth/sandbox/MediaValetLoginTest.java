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
package io.mxauth.sandbox;

import static io.mxauth.sandbox.Client.error;
import static io.mxauth.sandbox.Client.json;
import static io.mxauth.sandbox.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaValetLoginTest {

    /** The pair of RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final MovingClock clock = new MovingClock();
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final SandboxProvider mediavalet = sandbox.provider("mediavalet");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void page_showsFormWithoutOutsideResources() {
        var page = Client.get(url(asked()));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("name=\"username\"", "name=\"password\"", ">Sign in<", ">Cancel<")
                .contains("<label for=\"username\">User name</label>")
                .doesNotContain("<script", "<link", "src=");
    }

    @Test
    void page_escapesWhatItEchoes() {
        Map<String, String> asked = asked();
        asked.put("state", "\"><b>");

        assertThat(Client.get(url(asked)).body())
                .contains("value=\"&quot;&gt;&lt;b&gt;\"")
                .doesNotContain("<b>");
    }

    @Test
    void page_filledInAndSent_signsIn() {
        Map<String, String> fields = hidden(Client.get(url(asked())).body());
        Map<String, String> back = back(decide(fields, "sign-in"));

        assertThat(back.keySet()).containsExactly("code", "scope", "state", "iss");
        assertThat(back)
                .containsEntry("state", "the state")
                .containsEntry("scope", "openid api offline_access")
                .containsEntry("iss", "https://iam.mediavalet.com");
    }

    @Test
    void cancel_goesBackWithAccessDenied() {
        Map<String, String> back = back(decide(asked(), "cancel"));

        assertThat(back)
                .containsEntry("error", "access_denied")
                .containsEntry("state", "the state")
                .containsEntry("iss", "https://iam.mediavalet.com")
                .doesNotContainKey("code");
    }

    @Test
    void password_wrong_showsFormAgain() {
        Map<String, String> fields = asked();
        fields.put("username", mediavalet.setting("username"));
        fields.put("password", "wrong");
        var page = Client.post(mediavalet.setting("authorization-endpoint"), fields);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("role=\"alert\"").doesNotContain("wrong\"");
    }

    @ParameterizedTest
    @CsvSource({"client_id, other", "redirect_uri, http://127.0.0.1:8080/mxauth/callback/"})
    void clientOrRedirectUri_unknown_isToldToUserOnly(String name, String value) {
        Map<String, String> asked = asked();
        asked.put(name, value);
        var page = Client.get(url(asked));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, openid, invalid_scope",
        "scope, openid api everything, invalid_scope",
        "state, '', invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request"
    })
    void parameter_wrong_isToldToRedirectUri(String name, String value, String expected) {
        Map<String, String> asked = asked();
        asked.put(name, value);

        assertThat(back(Client.get(url(asked)))).containsEntry("error", expected);
    }

    @Test
    void redirectUri_changed_isAccepted() {
        mediavalet.change("redirect-uri", "http://127.0.0.1:9999/back?x=y");
        var response = decide(asked(), "cancel");

        assertThat(response.headers().firstValue("Location"))
                .get()
                .asString()
                .startsWith("http://127.0.0.1:9999/back?x=y&error=access_denied&");
    }

    @Test
    void code_exchanged_givesTokensWithNonce() throws ParseException {
        var response = exchange(exchangeOf(code()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).has("refresh_token")).isTrue();
        assertThat(
                        SignedJWT.parse(text(response, "id_token"))
                                .getJWTClaimsSet()
                                .getStringClaim("nonce"))
                .isEqualTo("the nonce");
        assertThat(Calls.api(mediavalet, Client.bearer(response)).statusCode()).isEqualTo(200);
    }

    @Test
    void code_exchangedTwice_isInvalidGrant() {
        Map<String, String> form = exchangeOf(code());
        exchange(form);

        assertThat(error(exchange(form))).isEqualTo("400 invalid_grant");
    }

    @Test
    void code_after60Seconds_isInvalidGrant() {
        Map<String, String> form = exchangeOf(code());
        clock.move(Duration.ofSeconds(60));

        assertThat(error(exchange(form))).isEqualTo("400 invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "code, other",
        "redirect_uri, http://127.0.0.1:8080/",
        "redirect_uri, ''",
        "code_verifier, ''",
        "code_verifier, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
    void exchange_withWrongParameter_isInvalidGrant(String name, String value) {
        Map<String, String> form = exchangeOf(code());
        form.put(name, value);

        assertThat(error(exchange(form))).isEqualTo("400 invalid_grant");
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("client_id", mediavalet.setting("client-id"));
        asked.put("redirect_uri", mediavalet.setting("redirect-uri"));
        asked.put("response_type", "code");
        asked.put("scope", mediavalet.setting("scope"));
        asked.put("state", "the state");
        asked.put("nonce", "the nonce");
        asked.put("code_challenge", CHALLENGE);
        asked.put("code_challenge_method", "S256");
        return asked;
    }

    private String url(Map<String, String> asked) {
        return mediavalet.setting("authorization-endpoint") + "?" + Client.encode(asked);
    }

    private HttpResponse<String> decide(Map<String, String> fields, String decision) {
        fields.put("username", mediavalet.setting("username"));
        fields.put("password", mediavalet.setting("password"));
        fields.put("decision", decision);
        return Client.post(mediavalet.setting("authorization-endpoint"), fields);
    }

    private String code() {
        String code = back(decide(asked(), "sign-in")).get("code");
        assertThat(code).isNotNull();
        return code == null ? "" : code;
    }

    private Map<String, String> exchangeOf(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", mediavalet.setting("redirect-uri"));
        form.put("code_verifier", VERIFIER);
        form.put("client_id", mediavalet.setting("client-id"));
        form.put("client_secret", mediavalet.setting("client-secret"));
        return form;
    }

    private HttpResponse<String> exchange(Map<String, String> form) {
        return Calls.token(mediavalet, form);
    }

    private Map<String, String> back(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(302);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(mediavalet.setting("redirect-uri") + "?");
        return Form.parse(URI.create(location).getRawQuery()).toMap();
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .forEach(field -> fields.put(field.group(1), field.group(2)));
        return fields;
    }
}

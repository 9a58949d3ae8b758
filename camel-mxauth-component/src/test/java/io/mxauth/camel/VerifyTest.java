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

import static io.mxauth.camel.VerifyRun.option;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line that checks providers, on the five imitated ones. */
@ExtendWith(SandboxExtension.class)
class VerifyTest {

    private Path folder;
    private Map<String, String> properties;
    private Sandbox sandbox;

    @BeforeEach
    void configure(Sandbox injected, @TempDir Path temporary) {
        folder = temporary;
        sandbox = injected;
        properties = VerifyRun.sandboxed(injected);
    }

    private VerifyRun run(String... arguments) {
        return VerifyRun.of(folder, properties, arguments);
    }

    private VerifyRun runOn(String provider) {
        return run("--provider=" + provider);
    }

    private void set(String provider, String name, String value) {
        properties.put(option(provider, name), value);
    }

    @Test
    void credentials_right_passForEveryProvider() {
        VerifyRun run = run();
        assertThat(run.out())
                .contains("filmmakers: OK", "mediavalet: OK", "moviexchange: OK", "movio: OK")
                .contains("mxo: OK", "5 of 5 providers passed.");
        assertThat(run.status()).isZero();
        assertThat(run.error()).isEmpty();
    }

    @Test
    void request_isShownAsItWasSent_withSecretsMasked() {
        assertThat(runOn("movio").out())
                .contains("POST " + sandbox.provider("movio-us").setting("token-endpoint"))
                .contains("Authorization: Basic ***", "grant_type=client_credentials")
                .contains("audience=https://exhibitor-api.us.eks.movio.co");
        assertThat(runOn("mediavalet").out())
                .contains("username=***", "password=***", "client_id=***", "client_secret=***")
                .contains("scope=openid api offline_access");
    }

    @Test
    void token_isDescribedAndNotShown() {
        assertThat(runOn("mediavalet").words())
                .contains("type Bearer, scope \"openid api offline_access\", lives for 60 min")
                .contains("a JWT; with a refresh token")
                .contains("Not tested: subscriptionKey");
        assertThat(runOn("filmmakers").words())
                .contains("scope \"public\", lives for 2 h, until", "opaque; without a refresh");
        assertThat(runOn("moviexchange").words())
                .contains("carry Authorization, MX-Api-Client-Secret to 127.0.0.1:")
                .contains("Not tested: clientSecret");
    }

    @ParameterizedTest
    @CsvSource({
        "movio, access_denied, 401",
        "filmmakers, invalid_client, 401",
        "mxo, unauthorized, 401",
        "mediavalet, invalid_client, 400"
    })
    void clientSecret_wrong_isToldForEveryIssuersWayOfSayingSo(
            String provider, String error, int status) {
        set(provider, "client-secret", "last-years-secret");
        VerifyRun run = runOn(provider);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words())
                .contains(provider + ": FAILED, REJECTED", "HTTP " + status + ", error " + error)
                .contains("does not know this client id, or not with this secret")
                .contains("Compare clientId and clientSecret", "0 of 1 provider passed.");
    }

    @ParameterizedTest
    @CsvSource({
        "movio, client_secret_post, 'came by client_secret_post, id and secret in the body',"
                + " 'Authorization: Basic header or curl -u, set clientAuthentication to"
                + " client_secret_basic'",
        "mxo, client_secret_post, 'came by client_secret_post', 'to client_secret_basic_plain'",
        "filmmakers, client_secret_basic, 'discovery document lists client_secret_post',"
                + " 'Set clientAuthentication to client_secret_post'"
    })
    void client_inAnotherWayThanExpected_isToldWhichWayToTry(
            String provider, String authentication, String cause, String remedy) {
        set(provider, "client-authentication", authentication);
        VerifyRun run = runOn(provider);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words()).contains(cause, remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "movio-us, movio, client_secret_basic_plain, client_secret_basic",
        "mxo, mxo, client_secret_basic, client_secret_basic_plain"
    })
    void secret_thatFormEncodingChanges_isToldToTryTheOtherBasic(
            String imitated, String provider, String used, String other) {
        sandbox.provider(imitated).change("client-secret", "a+b%2Fc=d");
        set(provider, "client-secret", "a+b%2Fc=d");
        set(provider, "client-authentication", used);
        assertThat(runOn(provider).words())
                .contains("form-encoding changes", "set clientAuthentication to " + other + ".");
    }

    @Test
    void encoding_isNotBlamed_whereItChangesNothing() {
        set("movio", "client-secret", "wrong");
        assertThat(runOn("movio").words()).doesNotContain("form-encoding changes");
    }

    @Test
    void region_ofOtherCredentials_isNamed() {
        set("movio", "region", "eu");
        set("movio", "token-endpoint", "{{sandbox.movio-eu.token-endpoint}}");
        assertThat(runOn("movio").words())
                .contains("FAILED, REJECTED")
                .contains("must be those of region eu: credentials of another region");
    }

    @Test
    void audience_wrong_isNamed() {
        set("movio", "audience", "https://films.example/");
        assertThat(runOn("movio").words())
                .contains("HTTP 403, error access_denied")
                .contains("does not know the audience https://films.example/");
    }

    @Test
    void audience_missing_isNotedThoughATokenCame() {
        properties.put(option("own", "token-endpoint"), "{{sandbox.movio-us.token-endpoint}}");
        properties.put(option("own", "client-id"), "{{sandbox.movio-us.client-id}}");
        properties.put(option("own", "client-secret"), "{{sandbox.movio-us.client-secret}}");
        VerifyRun run = runOn("own");
        assertThat(run.words())
                .contains("own: OK")
                .contains("named neither audience nor scope", "if it does, set audience")
                .contains("to any host, as allowedHosts binds it to none");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mediavalet", "moviexchange"})
    void password_wrong_isToldApartFromTheClient(String provider) {
        set(provider, "password", "last-years-password");
        VerifyRun run = runOn(provider);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words())
                .contains("error invalid_grant", "User name or password is wrong")
                .contains("may lock the account")
                .doesNotContain("does not know this client");
        assertThat(sandbox.provider(provider).tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mediavalet", "filmmakers"})
    void scope_wrong_isTold(String provider) {
        set(provider, "scope", "everything");
        assertThat(runOn(provider).words())
                .contains("error invalid_scope", "does not grant this client the scope")
                .contains("everything");
    }

    @Test
    void grant_notAllowed_isTold() {
        set("mediavalet", "grant-type", "client_credentials");
        assertThat(runOn("mediavalet").words())
                .contains("HTTP 400, error unauthorized_client")
                .contains("This client may not use grant client_credentials");
    }

    @Test
    void grant_unknown_isTold() {
        set("filmmakers", "grant-type", "password");
        set("filmmakers", "username", "u");
        set("filmmakers", "password", "p");
        assertThat(runOn("filmmakers").words())
                .contains("error unsupported_grant_type", "discovery document does not list grant");
    }

    @Test
    void secret_inQuotationMarks_isToldWithoutShowingIt() {
        set("movio", "client-secret", "\"{{sandbox.movio-us.client-secret}}\"");
        assertThat(runOn("movio").words()).contains("clientSecret stands in quotation marks");
        set("movio", "client-secret", "a%2Bb");
        assertThat(runOn("movio").words()).contains("clientSecret looks percent-encoded");
        set("movio", "client-secret", "${MOVIO_SECRET}");
        assertThat(runOn("movio").words()).contains("placeholders are written {{env:NAME}}");
    }

    @Test
    void secret_next_isTriedAndSaidSo() {
        set("movio", "client-secret", "last-years-secret");
        set("movio", "next-client-secret", "{{sandbox.movio-us.client-secret}}");
        VerifyRun run = runOn("movio");
        assertThat(run.status()).isZero();
        assertThat(run.words()).contains("movio: OK", "make that one the clientSecret");
    }

    @Test
    void apiKey_asksNobody_andSaysSo() {
        properties.put(option("key", "preset"), "filmmakers");
        properties.put(option("key", "api-key"), "{{sandbox.filmmakers.api-key}}");
        VerifyRun run = runOn("key");
        assertThat(run.status()).isZero();
        assertThat(run.words()).contains("options are in order (grant api_key)", "None: the key");
        assertThat(sandbox.provider("filmmakers").requests()).isEmpty();
    }

    @Test
    void apiKey_malformed_fails() {
        properties.put(option("key", "preset"), "filmmakers");
        properties.put(option("key", "api-key"), "a,b");
        VerifyRun run = runOn("key");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words()).contains("key: FAILED, CONFIGURATION", "apiKey must match");
    }

    @Test
    void options_wrong_areAllShown_andTheOtherProvidersAreChecked() {
        set("movio", "region", "asia");
        set("movio", "client-secrett", "canary");
        properties.remove(option("movio", "client-id"));
        set("mxo", "client-secret", "{{env:MXAUTH_NOT_SET_ANYWHERE}}");
        set("filmmakers", "token-endpoint", "http://films.example/token");
        VerifyRun run = run();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words())
                .contains("movio: FAILED, CONFIGURATION. Nothing was sent.")
                .contains("region must match eu|us", "clientId is missing")
                .contains("clientSecrett is no option of a provider")
                .contains("wants the environment variable MXAUTH_NOT_SET_ANYWHERE, which is not")
                .contains("tokenEndpoint must be https:, as plain http: is for loopback only")
                .contains("mediavalet: OK", "moviexchange: OK", "2 of 5 providers passed.")
                .doesNotContain("canary");
        assertThat(sandbox.provider("movio-us").requests()).isEmpty();
    }

    @Test
    void providerName_dottedWithADash_isShownInBrackets() {
        properties.put("camel.component.mxauth.providers.odeon-uk.preset", "movio");
        VerifyRun run = run();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words()).contains("odeon-uk: FAILED", "providers[odeon-uk].preset");
    }

    @Test
    void region_leftToTheRoutes_isTakenFromTheCommandLine() {
        properties.remove(option("movio", "region"));
        properties.remove(option("mxo", "server"));
        set("mxo", "token-endpoint", "{{sandbox.mxo.token-endpoint}}?{server}");
        assertThat(run("--provider=movio").words()).contains("region is missing", "--region=..");
        assertThat(run("--provider=movio", "--region=us").status()).isZero();
        assertThat(run("--provider=mxo").words()).contains("give it here as --server=..");
        assertThat(run("--provider=mxo", "--server=eu2").status()).isZero();
    }

    @Test
    void authorizationCode_withoutLogin_saysWhereToLogIn() {
        set("mediavalet", "grant-type", "authorization_code");
        set("mediavalet", "redirect-uri", "{{sandbox.mediavalet.redirect-uri}}");
        set("mediavalet", "login-path", "/login/mediavalet");
        VerifyRun run = runOn("mediavalet");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.words())
                .contains("FAILED, LOGIN_REQUIRED", "None was sent.")
                .contains("log in at /login/mediavalet");
        assertThat(sandbox.provider("mediavalet").requests()).isEmpty();
    }

    @Test
    void refreshToken_isNotSpent_unlessTheUserSaysSo() {
        refreshTokenOnly();
        VerifyRun kept = runOn("mediavalet");
        assertThat(kept.status()).isEqualTo(1);
        assertThat(kept.words()).contains("NOT TRIED", "mxauth:mediavalet?operation=verify");
        assertThat(sandbox.provider("mediavalet").tokenRequests()).isZero();

        VerifyRun spent = run("--provider=mediavalet", "--spend-refresh-token");
        assertThat(spent.status()).isEqualTo(1);
        assertThat(spent.words())
                .contains("refresh_token=***", "LOGIN_REQUIRED", "used up, too old or revoked");
        assertThat(sandbox.provider("mediavalet").tokenRequests()).isEqualTo(1);
    }

    private void refreshTokenOnly() {
        properties.remove(option("mediavalet", "username"));
        properties.remove(option("mediavalet", "password"));
        set("mediavalet", "refresh-token", "unknown-refresh-token");
    }

    @Test
    void refreshToken_besideAPassword_staysUnused() {
        set("mediavalet", "refresh-token", "kept-for-the-application");
        assertThat(runOn("mediavalet").status()).isZero();
        assertThat(sandbox.provider("mediavalet").requests())
                .extracting(request -> request.form().get("grant_type"))
                .containsExactly("password");
    }

    @Test
    void manual_showsWhatIsPrinted() {
        List<String> printed = new ArrayList<>();
        printed.add(report("movio"));
        set("movio", "client-secret", "last-years-secret");
        printed.add(report("movio"));
        set("filmmakers", "client-authentication", "client_secret_basic");
        printed.add(report("filmmakers"));
        assertThat(
                        Manual.blocks(Path.of("verify.adoc")).stream()
                                .filter(block -> block.language().equals("text"))
                                .map(block -> withoutCircumstances(block.text())))
                .containsExactlyElementsOf(printed);
    }

    private String report(String provider) {
        String out = runOn(provider).out();
        return withoutCircumstances(out.substring(0, out.indexOf("\n\n")));
    }

    /** Ports and times differ from run to run, and with them where lines are broken. */
    private static String withoutCircumstances(String report) {
        return report.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")
                .replaceAll("\\s+", " ")
                .replaceAll("after \\d+ ms", "after some time")
                .replaceAll("until [^,]+", "until then")
                .strip();
    }

    @Test
    void report_holdsNoSecretAndNoToken() {
        List<String> secrets =
                sandbox.settings().entrySet().stream()
                        .filter(e -> e.getKey().matches(".*(secret|password|key|username)"))
                        .map(Map.Entry::getValue)
                        .toList();
        assertThat(secrets).hasSizeGreaterThan(8);
        VerifyRun good = run();
        for (String provider : List.of("movio", "mxo", "filmmakers", "mediavalet")) {
            set(provider, "client-authentication", "client_secret_post");
            set(provider, "scope", "nothing");
        }
        for (SandboxProvider provider : sandbox.providers()) {
            String echo = String.join(" ", secrets);
            provider.tokenFaults()
                    .refuse(
                            1,
                            401,
                            Map.of(),
                            "{\"error\":\"invalid_client\",\"error_description\":\"sent "
                                    + echo.replace("\"", "")
                                    + "\"}");
        }
        VerifyRun bad = run();
        assertThat(bad.status()).isEqualTo(1);
        for (String text : List.of(good.out(), bad.out(), bad.error())) {
            assertThat(secrets).noneMatch(text::contains);
            assertThat(text).doesNotContainPattern("eyJ[A-Za-z0-9]");
        }
        for (SandboxProvider provider : sandbox.providers()) {
            for (RecordedRequest request : provider.requests()) {
                String authorization = request.header("Authorization");
                if (authorization != null) {
                    assertThat(good.out() + bad.out())
                            .doesNotContain(authorization.substring("Basic ".length()));
                }
            }
        }
    }

    @Test
    void log_isShownOnDemandOnly() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            properties.put("camel.component.mxauth.retry-unauthorized", "{{nowhere}}");
            assertThat(run().status()).isEqualTo(2);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void otherParts_ofTheApplication_areLeftAlone() {
        properties.put("camel.server.enabled", "true");
        properties.put("camel.component.nonsense.brokers", "films.example:9092");
        properties.put("camel.beans.pool", "#class:org.example.NoSuchClass");
        properties.put("camel.component.mxauth.token-store", "#bean:pool");
        properties.put("camel.main.routes-include-pattern", "file:nowhere/*.yaml");
        assertThat(run().status()).isZero();
    }

    @Test
    void httpComponent_ofTheApplication_isUsed() {
        properties.put("camel.component.mxauth.http-component", "#bean:proxied");
        properties.put(
                "camel.beans.proxied", "#class:org.apache.camel.component.http.HttpComponent");
        properties.put("camel.beans.proxied.proxyHost", "127.0.0.1");
        properties.put("camel.beans.proxied.proxyPort", "1");
        properties.put("camel.beans.proxied.proxyAuthScheme", "http");
        // Loopback, where the sandbox is, would be asked without the proxy.
        set("movio", "token-endpoint", "https://issuer.example/oauth/token");
        assertThat(runOn("movio").words())
                .contains("FAILED, UNAVAILABLE", "connection was refused");
    }

    @Test
    void help_isShown() {
        VerifyRun run = VerifyRun.of(List.of("--help"));
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: java io.mxauth.camel.Verify");
        assertThat(run.error()).isEmpty();
    }

    @Test
    void commandLine_notUnderstood_isExplained() throws Exception {
        assertThat(VerifyRun.of(List.of("--nonsense")))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.error()).contains("--nonsense", "Usage:"));
        assertThat(VerifyRun.of(List.of(folder.resolve("none.properties").toString())))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.error()).contains("none.properties cannot be"));
        assertThat(run("--provider=nobody"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.error()).contains("No provider 'nobody'"));
        Path empty = Files.writeString(folder.resolve("empty.properties"), "a=b\n");
        assertThat(VerifyRun.of(List.of(empty.toString())))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.error()).contains("No provider is configured"));
    }

    @Test
    void componentOption_unknown_isToldWithoutItsValue() {
        properties.put("camel.component.mxauth.retry-unauthorised", "canary");
        VerifyRun run = run();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.error()).contains("retryUnauthorised").doesNotContain("canary");
    }

    @Test
    void files_laterBeatEarlier() throws Exception {
        Path later = folder.resolve("later.properties");
        Files.writeString(later, option("movio", "region") + "=asia\n");
        VerifyRun.of(folder, properties);
        VerifyRun run =
                VerifyRun.of(
                        List.of(
                                "--provider=movio",
                                folder.resolve("verified.properties").toString(),
                                later.toString()));
        assertThat(run.words()).contains("region must match eu|us");
    }
}

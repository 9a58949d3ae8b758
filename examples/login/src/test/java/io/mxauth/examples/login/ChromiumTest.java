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
package io.mxauth.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.mxauth.sandbox.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A person in a real browser: headless Chromium connects, calls and disconnects, and is refused as it
 * has to be. Screenshots are left in {@code target/screenshots}. Skipped where there is no Chromium.
 */
class ChromiumTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Pattern CALLBACK = Pattern.compile(".*/mediavalet/callback\\?.*");
    private static final Pattern AUTHORIZE = Pattern.compile(".*/connect/authorize");
    private static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run");

    private static @Nullable Playwright playwright;
    private static @Nullable Browser chromium;

    private Running running;
    private BrowserContext person;
    private Page page;

    @BeforeAll
    static void startChromium() {
        Path executable =
                Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        String reason = "Skipped: there is no Chromium in /usr/bin (Debian's package chromium)";
        if (executable == null) {
            System.out.println(reason);
        }
        assumeTrue(executable != null, reason);
        playwright = Playwright.create();
        chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(ARGUMENTS));
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        running = new Running();
        person = newPerson();
        page = person.newPage();
    }

    private static BrowserContext newPerson() {
        return Objects.requireNonNull(chromium)
                .newContext(new Browser.NewContextOptions().setViewportSize(900, 600));
    }

    @AfterEach
    void close() {
        person.close();
        running.close();
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private String state() {
        return page.locator("#mediavalet .state").textContent();
    }

    private void connect() {
        page.navigate(running.site);
        page.click("#mediavalet a:has-text('Connect')");
        page.waitForSelector("#username");
    }

    private void signIn() {
        page.fill("#username", running.issuer.setting("username"));
        page.fill("#password", running.issuer.setting("password"));
        page.click("button[value=sign-in]");
    }

    /** Signs in, but the browser is kept where it is; returns the callback's URL that it was sent to. */
    private String signInUntilTheCallback() {
        connect();
        String[] location = new String[1];
        page.route(
                AUTHORIZE,
                route -> {
                    APIResponse answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
                    location[0] = answer.headers().get("location");
                    route.fulfill(new Route.FulfillOptions().setBody("held"));
                });
        signIn();
        page.waitForCondition(() -> location[0] != null);
        page.unroute(AUTHORIZE);
        assertThat(location[0]).matches(CALLBACK);
        return location[0];
    }

    private void assertRefused(String url, int status, String words) {
        assertThat(Objects.requireNonNull(page.navigate(url)).status()).isEqualTo(status);
        assertThat(page.textContent("main")).contains("Not connected to mediavalet", words);
    }

    private List<String> paths() {
        return running.issuer.requests().stream().map(RecordedRequest::path).toList();
    }

    @Test
    void person_connects_calls_andDisconnects() {
        page.navigate(running.site);
        assertThat(state()).isEqualTo("not connected");
        screenshot("1-not-connected");
        connect();
        screenshot("2-log-in-at-the-issuer");
        signIn();
        page.waitForURL(running.site + "/");
        assertThat(state()).isEqualTo("connected");
        screenshot("3-connected");
        Cookie cookie = person.cookies(running.site).get(0);
        assertThat(cookie.name).isEqualTo("mxauth");
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");

        page.click("text=Call the API");
        assertThat(page.textContent("#result")).contains("Posters");
        screenshot("4-called");

        page.click("#mediavalet button");
        assertThat(state()).isEqualTo("not connected");
        screenshot("5-disconnected");
        assertThat(paths()).contains("/connect/revocation");
        page.navigate(running.site + "/mediavalet/call");
        assertThat(page.textContent("#result")).contains("A person has to log in");
    }

    @Test
    void person_cancels() {
        connect();
        page.click("button[value=cancel]");
        page.waitForURL(CALLBACK);
        assertThat(page.textContent("main")).contains("The log-in was cancelled");
        screenshot("6-cancelled");
        page.click("text=Log in again");
        page.waitForSelector("#username");
    }

    @Test
    void callback_twice_isRefused() {
        String url = signInUntilTheCallback();
        page.navigate(url);
        assertThat(state()).isEqualTo("connected");
        assertRefused(url, 400, "not under way here");
        screenshot("7-replayed");
    }

    @Test
    void callback_inAnotherBrowser_isRefused() {
        String url = signInUntilTheCallback();
        person.close();
        person = newPerson();
        page = person.newPage();
        assertRefused(url, 403, "began in another browser");
        screenshot("8-another-browser");
    }

    @Test
    void callback_withAForgedState_isRefused() {
        String url = signInUntilTheCallback();
        assertRefused(
                url.replaceAll("state=[^&]*", "state=" + "A".repeat(43)),
                400,
                "not under way here");
        screenshot("9-wrong-state");
    }

    @Test
    void callback_withAForgedIssuer_isRefused() {
        String url = signInUntilTheCallback();
        assertRefused(
                url.replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example"),
                403,
                "another log-in service");
        screenshot("10-forged-issuer");
    }

    @Test
    void callback_withACodeThatIsTooOld_isRefused() {
        String url = signInUntilTheCallback();
        // What the issuer answers once its 60 seconds are over.
        running.issuer.tokenFaults().refuse(1, 400, Map.of(), "{\"error\":\"invalid_grant\"}");
        assertRefused(url, 400, "took too long");
        screenshot("11-expired-code");
    }

    @Test
    void anotherPerson_isRefused_whileSomebodyIsConnected() {
        connect();
        signIn();
        page.waitForURL(running.site + "/");
        running.issuer.change("username", "someone.else@example.com");
        page.click("#mediavalet a:has-text('Connect')");
        page.waitForSelector("#username");
        signIn();
        page.waitForURL(CALLBACK);
        assertThat(page.textContent("main")).contains("Somebody else is connected");
        screenshot("12-another-person");
        page.navigate(running.site);
        assertThat(state()).isEqualTo("connected");
    }

    @Test
    void connections_page_isSafeToOpen_fromElsewhere() {
        page.navigate(running.site + "/mediavalet/login?returnTo=//evil.example");
        assertThat(page.textContent("main")).contains("not a page of this site");
        screenshot("13-return-path");
    }
}

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

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A person in a real browser connects, calls and disconnects, and is refused as it has to be, whoever
 * the issuer is. Screenshots are left in {@code target/screenshots}.
 */
abstract class LoginInChromium<R extends Running> {

    private static @Nullable Chromium chromium;

    R running;
    BrowserContext person;
    Page page;

    /** The application with nobody connected. */
    abstract R run();

    @BeforeAll
    static void startChromium() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        running = run();
        beAnotherPerson();
    }

    @AfterEach
    void close() {
        person.close();
        running.close();
    }

    private void beAnotherPerson() {
        person = Objects.requireNonNull(chromium).newPerson();
        page = person.newPage();
    }

    void screenshot(String name) {
        Path directory = Path.of("target", "screenshots", running.provider());
        page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
    }

    private String row() {
        return "#" + running.provider();
    }

    String state() {
        return page.locator(row() + " .state").textContent();
    }

    Pattern callback() {
        return Pattern.compile(".*/" + running.provider() + "/callback\\?.*");
    }

    void connect() {
        page.navigate(running.site());
        page.click(row() + " a:has-text('Connect')");
        page.waitForSelector("#username");
    }

    void signIn() {
        running.typed().forEach((id, text) -> page.fill("#" + id, text));
        page.click(running.signIn());
    }

    void logIn() {
        connect();
        signIn();
        page.waitForURL(running.site() + "/");
        assertThat(state()).isEqualTo("connected");
    }

    private void call() {
        page.click(row() + " >> text=Call the API");
        assertThat(page.textContent("#result")).contains(running.apiAnswer());
    }

    private void disconnect() {
        page.click(row() + " button");
        assertThat(state()).isEqualTo("not connected");
    }

    /** Signs in, but the browser is kept where it is; returns the callback's URL that it was sent to. */
    String signInUntilTheCallback() {
        connect();
        String[] location = new String[1];
        page.route(
                running.formTarget(),
                route -> {
                    APIResponse answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
                    location[0] = answer.headers().get("location");
                    route.fulfill(new Route.FulfillOptions().setBody("held"));
                });
        signIn();
        page.waitForCondition(() -> location[0] != null);
        page.unroute(running.formTarget());
        assertThat(location[0]).matches(callback());
        return location[0];
    }

    void assertRefused(String url, int status, String words) {
        assertThat(Objects.requireNonNull(page.navigate(url)).status()).isEqualTo(status);
        assertThat(page.textContent("main"))
                .contains("Not connected to " + running.provider(), words);
    }

    @Test
    void person_connects_calls_andDisconnects() {
        page.navigate(running.site());
        assertThat(state()).isEqualTo("not connected");
        screenshot("1-not-connected");
        connect();
        screenshot("2-log-in-at-the-issuer");
        Cookie cookie =
                person.cookies(running.site()).stream()
                        .filter(kept -> kept.name.startsWith("mxauth-"))
                        .findFirst()
                        .orElseThrow();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        signIn();
        page.waitForURL(running.site() + "/");
        assertThat(state()).isEqualTo("connected");
        screenshot("3-connected");
        assertThat(person.cookies(running.site()))
                .extracting(kept -> kept.name)
                .noneMatch(name -> name.startsWith("mxauth-"));

        call();
        screenshot("4-called");

        disconnect();
        screenshot("5-disconnected");
        page.navigate(running.site() + "/" + running.provider() + "/call");
        assertThat(page.textContent("#result")).contains("A person has to log in");
    }

    @Test
    void person_staysConnected_whenTheApplicationRestarts() {
        logIn();
        running.restart();
        page.navigate(running.site());
        assertThat(state()).isEqualTo("connected");
        call();
        screenshot("6-connected-after-a-restart");

        disconnect();
        running.restart();
        page.navigate(running.site());
        assertThat(state()).isEqualTo("not connected");
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
    void secondTab_leavesTheFirstItsLogin() {
        connect();
        Page first = page;
        page = person.newPage();
        connect();
        page = first;
        signIn();
        page.waitForURL(running.site() + "/");
        assertThat(state()).isEqualTo("connected");
    }

    @Test
    void callback_inAnotherBrowser_isRefused() {
        String url = signInUntilTheCallback();
        person.close();
        beAnotherPerson();
        assertRefused(url, 403, "began in another browser");
        screenshot("8-another-browser");
    }

    @Test
    void callback_withAForgedState_isRefused() {
        String url = signInUntilTheCallback();
        assertRefused(
                url.replaceAll("([?&]state)=[^&]*", "$1=" + "A".repeat(43)),
                400,
                "not under way here");
        screenshot("9-wrong-state");
    }

    @Test
    void callback_withAForgedIssuer_isRefused() {
        String url = signInUntilTheCallback();
        assertRefused(
                url.replaceAll("([?&]iss)=[^&]*", "$1=https%3A%2F%2Fevil.example"),
                403,
                "another log-in service");
        screenshot("10-forged-issuer");
    }

    @Test
    void connections_page_isSafeToOpen_fromElsewhere() {
        page.navigate(running.site() + "/" + running.provider() + "/login?returnTo=//evil.example");
        assertThat(page.textContent("main")).contains("not a page of this site");
        screenshot("11-return-path");
    }
}

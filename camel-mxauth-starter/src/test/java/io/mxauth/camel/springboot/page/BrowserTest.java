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

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a browser: whole, readable in both schemes and on a phone, and loading nothing else.
 * What it looks like is in {@code target/screenshots}; the manual's picture is one of these, written
 * with {@code -Dscreenshots.write=true}.
 */
class BrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path OF_THE_MANUAL = Path.of("..", "src", "docs", "images", "page.png");
    private static final boolean WRITES = Boolean.getBoolean("screenshots.write");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> REFUSED_LOGIN =
            Map.of("grantType", "refresh_token", "refreshToken", "refused");
    private static final Map<String, String> ONE_TRY = Map.of("maxAttempts", "1");

    /** Texts whose contrast is below what WCAG 2.2 asks for (section 1.4.3, level AA). */
    private static final String PALE_TEXTS =
            """
            (() => {
              const parts = colour => colour.match(/[\\d.]+/g).map(Number);
              const light = part => part <= 0.04045 * 255
                  ? part / 255 / 12.92
                  : ((part / 255 + 0.055) / 1.055) ** 2.4;
              const luminance = ([r, g, b]) =>
                  0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
              const ground = element => {
                const colour = parts(getComputedStyle(element).backgroundColor);
                return colour.length === 4 && colour[3] === 0
                    ? ground(element.parentElement)
                    : colour;
              };
              const pale = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode.data.trim();
                const element = texts.currentNode.parentElement;
                if (text) {
                  const pair = [
                    luminance(parts(getComputedStyle(element).color)),
                    luminance(ground(element))].sort((a, b) => b - a);
                  const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
                  if (contrast < 4.5) pale.push(`${contrast.toFixed(2)} ${text}`);
                }
              }
              return pale;
            })()
            """;

    /** Elements that stick out of the page on the right. */
    private static final String OVERFLOWING =
            """
            [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
                .map(e => e.outerHTML.slice(0, 80))
            """;

    /** The widths and heights of the bars' fillings as they are drawn. */
    private static final String BARS =
            """
            [...document.querySelectorAll('.bar rect')]
                .map(e => e.getBoundingClientRect())
                .map(r => ({width: r.width, height: r.height}))
            """;

    private static @Nullable Browser browser;
    private static @Nullable ShownApplication application;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.executable();
        if (executable.isEmpty()) {
            String reason = "Skipped: there is no Chromium on the PATH to look at the page with";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        browser = new Browser(executable.orElseThrow());
        application = ShownApplication.start();
        bringAboutAllStates(application);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (application != null) {
            application.close();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(browser);
    }

    private static URI page() {
        return Objects.requireNonNull(application).address("/mxauth");
    }

    private static void bringAboutAllStates(ShownApplication application) {
        application
                .with("filmmakers", "filmmakers")
                .with("filmmakers-key", "filmmakers", Map.of("apiKey", "key"))
                .with(
                        "mediavalet",
                        "mediavalet",
                        Map.of("subscriptionKey", "key", "username", "u", "password", "p"))
                .with("moviexchange", "moviexchange", REFUSED_LOGIN)
                .with("movio-eu", "movio-eu")
                .with("movio-us", "movio-us", ONE_TRY)
                .with("mxo", "mxo", ONE_TRY)
                .with("odeon-" + "of-a-name-as-long-as-nobody-writes-it-".repeat(3), "movio-eu");
        application.issuer("filmmakers").change("client-secret", "another");
        application.issuer("movio-eu").tokenLifetime(Duration.ofHours(7));
        for (String name : application.component().getProviders().keySet()) {
            if (name.startsWith("mediavalet")) {
                application.name(name);
            } else if (!name.startsWith("odeon")) {
                application.call(name).call(name).call(name);
            }
        }
        application.issuer("movio-us").tokenFaults().refuse(100, 503);
        application.issuer("mxo").tokenFaults().refuse(1, 503);
        application.renew("movio-us").renew("mxo").renew("mxo");
    }

    @ParameterizedTest
    @CsvSource({"1024, false", "1024, true", "360, false", "360, true"})
    void page_ofAllStates_isWholeAndReadable(int width, boolean dark) throws Exception {
        browser().appear(width, dark);
        browser().open(page());
        String name = "page-%d-%s.png".formatted(width, dark ? "dark" : "light");
        browser().picture(width, PICTURES.resolve(name));

        assertThat(browser().evaluate("document.querySelectorAll('section').length").asInt())
                .isEqualTo(8);
        assertThat(browser().evaluate(OVERFLOWING)).isEmpty();
        assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(browser().evaluate(PALE_TEXTS)).isEmpty();
        assertThat(browser().evaluate(BARS))
                .hasSize(3)
                .allSatisfy(
                        bar -> {
                            assertThat(bar.get("width").asDouble())
                                    .isBetween(width * 0.6, width * 1.0);
                            assertThat(bar.get("height").asDouble()).isBetween(8.0, 12.0);
                        });
        assertThat(browser().complaints()).isEmpty();
        assertThat(browser().requests()).containsExactly(page().toString());
    }

    @Test
    void bar_isAsLongAsTheTokenHasLeft() throws Exception {
        try (ShownApplication own = ShownApplication.start()) {
            own.issuer("mxo").tokenLifetime(Duration.ofSeconds(30));
            own.with("mxo", "mxo").call("mxo");
            await().until(() -> left(own.address("/mxauth")) < 0.95);
        }
    }

    /** The share of the bar that is filled. */
    private static double left(URI page) throws Exception {
        browser().open(page);
        return browser()
                .evaluate(
                        "document.querySelector('.bar rect').getBoundingClientRect().width"
                                + " / document.querySelector('.bar').getBoundingClientRect().width")
                .asDouble();
    }

    @Test
    void parts_haveNames_forThoseWhoDoNotSeeThem() throws Exception {
        browser().open(page());
        assertThat(browser().evaluate("document.querySelectorAll('h1').length").asInt()).isOne();
        assertThat(
                        browser()
                                .evaluate(
                                        "[...document.querySelectorAll('section')].filter(s =>"
                                                + " !document.getElementById(s.getAttribute("
                                                + "'aria-labelledby')).textContent)"))
                .isEmpty();
        assertThat(
                        browser()
                                .evaluate(
                                        "[...document.querySelectorAll('svg')].map(s =>"
                                                + " s.getAttribute('aria-label'))"))
                .allSatisfy(label -> assertThat(label.asText()).matches("\\d+ % of .* is left"));
        assertThat(browser().evaluate("document.documentElement.lang").asText()).isEqualTo("en");
    }

    @Test
    void page_readsItselfAgain_ifAskedTo() throws Exception {
        browser().open(URI.create(page() + "?refresh=5"));
        String read = "document.querySelector('.read time').dateTime";
        String first = browser().evaluate(read).asText();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> !browser().evaluate(read).asText().equals(first));
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void pictureOfTheManual_isOfThePage() throws Exception {
        Path picture = PICTURES.resolve("page.png");
        try (ShownApplication own = ShownApplication.start()) {
            own.with("filmmakers", "filmmakers", Map.of("apiKey", "key"))
                    .with("movio-eu", "movio-eu")
                    .with("movio-us", "movio-us", ONE_TRY);
            own.issuer("movio-eu").tokenLifetime(Duration.ofMinutes(5));
            own.issuer("movio-us").tokenLifetime(Duration.ofMinutes(7));
            for (int i = 0; i < 42; i++) {
                own.call("filmmakers").call("movio-eu").call("movio-us");
            }
            own.issuer("movio-us").tokenFaults().refuse(100, 503);
            if (WRITES) {
                // A life that has been lived for a while shows better what a bar is.
                await().atMost(PATIENCE).until(() -> left(own.address("/mxauth")) < 0.7);
            }
            own.renew("movio-us").renew("movio-us").renew("movio-us").renew("movio-us");
            browser().appear(800, false);
            browser().open(own.address("/mxauth"));
            browser().picture(800, picture);
        }
        if (WRITES) {
            Files.copy(picture, OF_THE_MANUAL, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(OF_THE_MANUAL)
                .as("made with mvn test -Dtest=BrowserTest -Dscreenshots.write=true")
                .exists();
        assertThat(Files.size(picture)).isLessThan(200_000);
    }
}

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

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Headless Chromium, Debian's. */
final class Chromium implements AutoCloseable {

    private static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create();
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(ARGUMENTS));
    }

    /** Starts it; where there is none, the tests that want it are skipped, and it is said. */
    static Chromium start() {
        Path executable =
                Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        if (executable == null) {
            String reason = "Skipped: there is no Chromium in /usr/bin (Debian's package chromium)";
            System.out.println(reason);
            throw new TestAbortedException(reason);
        }
        return new Chromium(executable);
    }

    /** The windows of one person, who shares no cookie with others. */
    BrowserContext newPerson() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(900, 600));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

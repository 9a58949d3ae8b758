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

import io.mxauth.camel.observe.AccountState;
import java.time.Instant;
import java.util.List;

/** Writes the page: what it is about, a section for each provider, and how to read it. */
final class PageWriter {

    private static final String ICON =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
                    + "%3Crect y='5' width='16' height='6' rx='3' fill='%23899'/%3E"
                    + "%3Crect y='5' width='10' height='6' rx='3' fill='%230b7a4b'/%3E%3C/svg%3E";

    private final String application;
    private final Instant now;
    private final Refresh refresh;
    private final PageStyle style;
    private final Markup html = new Markup();

    PageWriter(String application, Instant now, Refresh refresh, PageStyle style) {
        this.application = application;
        this.now = now;
        this.refresh = refresh;
        this.style = style;
    }

    String write(List<ProviderView> providers) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(providers);
        html.open("body");
        header(providers);
        html.open("main");
        ProviderWriter writer = new ProviderWriter(html, now);
        for (int i = 0; i < providers.size(); i++) {
            writer.write(providers.get(i), anchor(i));
        }
        html.close("main");
        footer(providers);
        html.close("body").close("html");
        return html.toString();
    }

    private static String anchor(int index) {
        return "provider-" + (index + 1);
    }

    private void head(List<ProviderView> providers) {
        long failing = providers.stream().filter(ProviderView::isFailing).count();
        String title = "Tokens of " + application;
        html.open("head")
                .open("meta", "charset", "utf-8")
                .element("title", failing == 0 ? title : failing + " failing: " + title)
                .open("meta", "name", "viewport", "content", "width=device-width,initial-scale=1")
                .open("meta", "name", "color-scheme", "content", "light dark")
                .open("meta", "name", "robots", "content", "noindex")
                .open("link", "rel", "icon", "href", ICON);
        if (refresh.isOn()) {
            html.open(
                    "meta", "http-equiv", "refresh", "content", String.valueOf(refresh.seconds()));
        }
        html.raw("<style>").raw(style.css()).raw("</style>").close("head");
    }

    private void header(List<ProviderView> providers) {
        html.open("header").open("h1").text("Tokens of ").element("bdi", application).close("h1");
        summary(providers);
        html.open("p", "class", "read").open("span").text("Read at ");
        html.element("time", Times.text(now), "datetime", now.toString()).close("span");
        html.open("span", "class", "links").element("a", "Read again", "href", again());
        if (refresh.isOn()) {
            html.text("Every " + refresh.seconds() + " seconds")
                    .element("a", "Stop that", "href", "?");
        } else {
            html.element(
                    "a",
                    "Every " + Refresh.OFFERED + " seconds",
                    "href",
                    "?refresh=" + Refresh.OFFERED);
        }
        html.close("span").close("p").close("header");
    }

    private String again() {
        return refresh.isOn() ? "?refresh=" + refresh.seconds() : "?";
    }

    private void summary(List<ProviderView> providers) {
        html.open("p", "class", "summary");
        if (providers.isEmpty()) {
            html.text("No provider is configured, and no route uses one.");
        } else if (providers.stream().noneMatch(ProviderView::isFailing)) {
            html.text(count(providers.size()) + ", none of them failing.");
        } else {
            html.text(count(providers.size()) + ". To be looked at: ");
            String separator = "";
            for (int i = 0; i < providers.size(); i++) {
                if (providers.get(i).isFailing()) {
                    html.text(separator)
                            .open("a", "href", "#" + anchor(i))
                            .element("bdi", providers.get(i).name())
                            .raw("</a>");
                    separator = ", ";
                }
            }
            html.text(".");
        }
        html.close("p");
    }

    private static String count(int providers) {
        return providers == 1 ? "1 provider" : providers + " providers";
    }

    private void footer(List<ProviderView> providers) {
        html.open("footer");
        if (providers.stream().flatMap(p -> p.accounts().stream()).anyMatch(PageWriter::hasBar)) {
            html.element(
                    "p",
                    "A bar is what is left of a token's life. It shrinks towards the left; where it"
                            + " reaches the line, the token is renewed if it is in use.");
        }
        html.element(
                "p",
                "This is what the application knows. Looking at it asks no issuer for anything.");
        html.close("footer");
    }

    private static boolean hasBar(AccountState account) {
        return LifeBar.of(account).isPresent();
    }
}

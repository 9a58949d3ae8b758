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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.ProviderTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the section of a provider: its accounts one by one, and what was counted. */
final class ProviderWriter {

    private static final String SUCCESS = "success";

    private final Markup html;
    private final Instant now;

    ProviderWriter(Markup html, Instant now) {
        this.html = html;
        this.now = now;
    }

    void write(ProviderView provider, String anchor) {
        List<AccountState> accounts = provider.accounts();
        // With one account its condition is the provider's, and stands beside the name.
        boolean several = accounts.size() + (provider.usesApiKey() ? 1 : 0) > 1;
        html.open("section", "aria-labelledby", anchor)
                .open("div", "class", "title")
                .open("h2", "id", anchor)
                .element("bdi", provider.name())
                .close("h2");
        if (!several) {
            badge(accounts.isEmpty() ? withoutToken(provider) : Condition.of(accounts.get(0)));
        }
        html.close("div");
        accounts.forEach(account -> account(account, several));
        if (provider.usesApiKey()) {
            withoutToken("api_key", Condition.API_KEY, several);
        }
        ProviderTally tally = provider.tally();
        if (tally != null) {
            counts(tally);
        } else if (accounts.isEmpty()) {
            withoutToken("", Condition.WITHOUT_ROUTE, false);
        }
        html.close("section");
    }

    private static Condition withoutToken(ProviderView provider) {
        return provider.usesApiKey() ? Condition.API_KEY : Condition.WITHOUT_ROUTE;
    }

    private void badge(Condition condition) {
        html.element("p", condition.word(), "class", "badge " + condition.tone().css());
    }

    private void withoutToken(String grant, Condition condition, boolean several) {
        html.open("div", "class", "account");
        title(grant, condition, several);
        html.close("div");
    }

    private void account(AccountState account, boolean several) {
        Condition condition = Condition.of(account);
        String grant = account.grant();
        html.open("div", "class", "account");
        title(
                account.region() == null ? grant : grant + ", region " + account.region(),
                condition,
                several);
        LifeBar.of(account).ifPresent(bar -> bar.write(html, condition.tone()));
        facts(account);
        AuthFailure failure = account.lastFailure();
        if (failure != null) {
            failure(FailureWords.of(failure), account.failing(), condition.tone());
        }
        html.close("div");
    }

    private void title(String grant, Condition condition, boolean several) {
        html.open("div", "class", "title").open("p", "class", "meaning");
        if (!grant.isEmpty()) {
            html.element("span", grant, "class", "grant").text(" ");
        }
        html.text(condition.meaning()).close("p");
        if (several) {
            badge(condition);
        }
        html.close("div");
    }

    private void facts(AccountState account) {
        Instant acquired = account.acquired();
        Instant expires = account.expires();
        if (acquired == null && !account.failing()) {
            return;
        }
        html.open("dl");
        if (expires != null) {
            String whole =
                    LifeBar.of(account).map(bar -> " of " + Times.text(bar.life())).orElse("");
            fact("Remaining life", Times.text(account.remaining()) + whole, expires, "until ");
        }
        if (acquired == null) {
            fact("Last good token", "none yet");
        } else {
            String age = Times.text(Duration.between(acquired, now)) + " ago";
            fact("Last good token", age, acquired, "at ");
        }
        if (account.failing()) {
            fact("Next attempt", in(account, account.coolDown()));
        } else {
            Duration wait = account.untilRenewal();
            if (wait != null) {
                fact("Next renewal", in(account, wait));
            }
        }
        html.close("dl");
    }

    private static String in(AccountState account, Duration wait) {
        if (account.fetching()) {
            return "under way";
        }
        return wait.isZero() ? "with the next call" : "in " + Times.text(wait);
    }

    private void fact(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void fact(String name, String value, Instant point, String preposition) {
        html.open("div")
                .element("dt", name)
                .open("dd")
                .text(value)
                .open("small")
                .text(preposition)
                .element("time", Times.text(point), "datetime", point.toString())
                .close("small")
                .close("dd")
                .close("div");
    }

    private void failure(FailureWords words, boolean standing, Condition.Tone tone) {
        if (standing) {
            html.open("div", "class", "failure " + tone.css())
                    .element("h3", words.title())
                    .element("p", words.text());
            html.open("p").element("strong", "What to do: ").text(words.action()).close("p");
            html.close("div");
        } else {
            html.open("details")
                    .element("summary", "The last error, since mended: " + words.title())
                    .element("p", words.text())
                    .close("details");
        }
    }

    private void counts(ProviderTally tally) {
        html.open("dl", "class", "counts");
        if (!tally.requests().isEmpty() || !tally.usesApiKey()) {
            fact("Token requests", requests(tally.requests()));
        }
        fact("Calls served at once", String.valueOf(tally.hits()));
        fact("Calls repeated after a 401", String.valueOf(tally.unauthorizedRetries()));
        html.close("dl");
    }

    private static String requests(Map<String, Long> outcomes) {
        long all = outcomes.values().stream().mapToLong(Long::longValue).sum();
        String failed =
                outcomes.entrySet().stream()
                        .filter(outcome -> !outcome.getKey().equals(SUCCESS))
                        .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                        .collect(Collectors.joining(", "));
        return failed.isEmpty() ? String.valueOf(all) : all + ", of which " + failed;
    }
}

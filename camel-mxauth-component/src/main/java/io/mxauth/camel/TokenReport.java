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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.Observations;
import io.mxauth.camel.observe.ProviderTally;
import io.mxauth.camel.shared.StoreOutage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.util.TimeUtils;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The state of all providers, for people as text and for programs as JSON: names, times, reasons and
 * counts. Taken when it is made.
 */
final class TokenReport {

    private static final Comparator<AccountState> ORDER =
            Comparator.comparing(AccountState::provider)
                    .thenComparing(account -> Objects.requireNonNullElse(account.region(), ""));

    private final List<AccountState> accounts;
    private final Set<String> unused;
    private final List<ProviderTally> tallies;
    private final Optional<StoreOutage.Trouble> storeTrouble;

    /**
     * A report.
     *
     * @param configured the names of all configured providers, used or not
     * @param storeTrouble what is wrong with the store
     */
    TokenReport(
            Observations observations,
            Set<String> configured,
            Optional<StoreOutage.Trouble> storeTrouble) {
        this.storeTrouble = storeTrouble;
        this.accounts = observations.accounts().stream().sorted(ORDER).toList();
        this.tallies = List.copyOf(observations.tallies());
        this.unused = new TreeSet<>(configured);
        tallies.forEach(tally -> unused.remove(tally.provider()));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        accounts.forEach(account -> describe(account, lines));
        storeTrouble.ifPresent(
                trouble ->
                        lines.add(
                                "token store: failing since %s. %s"
                                        .formatted(trouble.since(), trouble.why())));
        unused.forEach(provider -> lines.add(provider + ": no route uses it"));
        tallies.forEach(
                tally ->
                        lines.add(
                                "%s: token requests %s, calls served from the cache %s, repeated after a 401 %d"
                                        .formatted(
                                                tally.provider(),
                                                tally.requests(),
                                                tally.hits(),
                                                tally.unauthorizedRetries())));
        return String.join("\n", lines);
    }

    private static void describe(AccountState account, List<String> lines) {
        String region = account.region() == null ? "" : ", " + account.region();
        lines.add(
                "%s (%s%s): %s"
                        .formatted(account.provider(), account.grant(), region, life(account)));
        AuthFailure failure = account.lastFailure();
        if (failure != null) {
            lines.add(
                    "    %s: %s. %s"
                            .formatted(
                                    account.failing() ? "failing" : "failed before",
                                    failure.reason(),
                                    failure.message()));
        }
        if (account.failing()) {
            lines.add("    next attempt: " + in(account.coolDown()));
        }
    }

    private static String life(AccountState account) {
        String fetching = account.fetching() ? ", a token request is under way" : "";
        return switch (account.life()) {
            case UNUSED -> "not used yet";
            case NONE -> "no token" + fetching;
            case FRESH, STALE ->
                    "%s, token of %s ago, lives for %s, renewal %s%s"
                            .formatted(
                                    account.life(),
                                    age(account),
                                    human(account.remaining()),
                                    in(account.untilRenewal()),
                                    fetching);
        };
    }

    private static String age(AccountState account) {
        Instant acquired = account.acquired();
        return acquired == null ? "?" : human(Duration.between(acquired, Instant.now()));
    }

    private static String in(@Nullable Duration time) {
        return time == null || time.isZero() ? "with the next call" : "in " + human(time);
    }

    private static String human(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) < 0
                ? "under 1s"
                : TimeUtils.printDuration(time, false);
    }

    JsonObject json() {
        JsonArray listed = new JsonArray();
        accounts.forEach(account -> listed.add(json(account)));
        JsonArray counted = new JsonArray();
        tallies.forEach(tally -> counted.add(json(tally)));
        JsonObject report = new JsonObject();
        report.put("accounts", listed);
        storeTrouble.ifPresent(
                trouble -> {
                    JsonObject failing = new JsonObject();
                    failing.put("since", trouble.since().toString());
                    failing.put("message", trouble.why());
                    report.put("tokenStore", failing);
                });
        report.put("unused", new JsonArray(unused));
        report.put("counters", counted);
        return report;
    }

    private static JsonObject json(AccountState account) {
        JsonObject json = new JsonObject();
        json.put("provider", account.provider());
        json.put("grant", account.grant());
        putIfKnown(json, "region", account.region());
        json.put("state", account.life().name());
        json.put("health", account.isDown() ? "DOWN" : account.isWarned() ? "WARNING" : "UP");
        json.put("fetching", account.fetching());
        putIfKnown(json, "acquired", text(account.acquired()));
        putIfKnown(json, "expires", text(account.expires()));
        json.put("remainingSeconds", account.remaining().toSeconds());
        Duration untilRenewal = account.untilRenewal();
        putIfKnown(
                json, "renewalInSeconds", untilRenewal == null ? null : untilRenewal.toSeconds());
        json.put("coolDownSeconds", account.coolDown().toSeconds());
        AuthFailure failure = account.lastFailure();
        if (failure != null) {
            JsonObject error = new JsonObject();
            error.put("standing", account.failing());
            error.put("reason", failure.reason().name());
            putIfKnown(error, "error", failure.error());
            error.put("status", failure.status());
            error.put("message", failure.message());
            putIfKnown(error, "retryAt", text(failure.retryAt()));
            json.put("lastError", error);
        }
        return json;
    }

    private static JsonObject json(ProviderTally tally) {
        JsonObject json = new JsonObject();
        json.put("provider", tally.provider());
        json.put("requests", new JsonObject(tally.requests()));
        json.put("hits", tally.hits());
        json.put("unauthorizedRetries", tally.unauthorizedRetries());
        return json;
    }

    private static void putIfKnown(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}

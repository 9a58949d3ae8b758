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

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.ProviderTally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the page shows it.
 *
 * @param accounts the state of each of its tokens
 * @param tally what was counted of it, or null where nothing uses it
 */
record ProviderView(String name, List<AccountState> accounts, @Nullable ProviderTally tally) {

    private static final Comparator<AccountState> ORDER =
            Comparator.comparing((AccountState account) -> text(account.region()))
                    .thenComparing(AccountState::grant);

    ProviderView {
        accounts = accounts.stream().sorted(ORDER).toList();
    }

    private static String text(@Nullable String region) {
        return Objects.requireNonNullElse(region, "");
    }

    /** All providers that are configured or in use, by name; nobody is asked for that. */
    static List<ProviderView> of(MxAuthComponent component) {
        Map<String, List<AccountState>> accounts = new HashMap<>();
        for (AccountState account : component.observations().accounts()) {
            accounts.computeIfAbsent(account.provider(), name -> new ArrayList<>()).add(account);
        }
        Map<String, ProviderTally> tallies = new HashMap<>();
        component.observations().tallies().forEach(tally -> tallies.put(tally.provider(), tally));
        TreeSet<String> names = new TreeSet<>(component.getProviders().keySet());
        names.addAll(accounts.keySet());
        names.addAll(tallies.keySet());
        return names.stream()
                .map(
                        name ->
                                new ProviderView(
                                        name,
                                        accounts.getOrDefault(name, List.of()),
                                        tallies.get(name)))
                .toList();
    }

    /** Whether calls carry an API key, for which there is no token. */
    boolean usesApiKey() {
        return tally != null && tally.usesApiKey();
    }

    /** Whether somebody has to look at it. */
    boolean isFailing() {
        return accounts.stream().anyMatch(AccountState::failing);
    }
}

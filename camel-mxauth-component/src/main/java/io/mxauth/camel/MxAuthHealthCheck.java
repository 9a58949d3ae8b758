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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * The health of all providers, as it is known: nobody is asked. DOWN where a provider that is used
 * has no token and the last fetch failed; UP, with a warning, while a token serves though its renewal
 * fails; a provider that was not used yet is UP. A matter of readiness, not of liveness: a restart
 * helps nothing.
 */
final class MxAuthHealthCheck implements HealthCheck {

    static final String ID = "mxauth";

    private final MxAuthComponent component;
    private volatile boolean enabled = true;

    MxAuthHealthCheck(MxAuthComponent component) {
        this.component = component;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Map<String, Object> getMetaData() {
        return Map.of(CHECK_ID, ID, CHECK_GROUP, getGroup());
    }

    @Override
    public Result call() {
        return call(Map.of());
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        result.detail(CHECK_KIND, Kind.READINESS);
        if (!enabled) {
            return result.message("Disabled").detail(CHECK_ENABLED, false).unknown().build();
        }
        List<AccountState> accounts = component.observations().accounts();
        accounts.forEach(account -> describe(account, result));
        component
                .storeOutage()
                .standing()
                .ifPresent(
                        trouble ->
                                result.detail("token.store.warning", trouble.why())
                                        .detail(
                                                "token.store.failing.since",
                                                trouble.since().toString()));
        return accounts.stream()
                .filter(AccountState::isDown)
                .findFirst()
                .map(down -> result.message(message(down)).down())
                .orElseGet(result::up)
                .build();
    }

    private static void describe(AccountState account, HealthCheckResultBuilder result) {
        String name =
                account.region() == null
                        ? account.provider()
                        : account.provider() + "-" + account.region();
        result.detail(name + ".state", state(account));
        Instant acquired = account.acquired();
        if (acquired != null) {
            result.detail(name + ".last.token", acquired.toString());
        }
        if (account.failing()) {
            result.detail(name + (account.isDown() ? ".failure" : ".warning"), message(account));
            AuthFailure failure = account.lastFailure();
            if (failure != null && failure.retryAt() != null) {
                result.detail(name + ".next.attempt", failure.retryAt().toString());
            }
        }
    }

    private static String state(AccountState account) {
        return switch (account.life()) {
            case UNUSED -> "UP, not used yet";
            case NONE -> account.failing() ? "DOWN" : "UP, no token in hand";
            case FRESH, STALE -> account.failing() ? "UP, the token still lives" : "UP";
        };
    }

    private static String message(AccountState account) {
        AuthFailure failure = account.lastFailure();
        return failure == null ? "" : failure.reason() + ". " + failure.message();
    }
}

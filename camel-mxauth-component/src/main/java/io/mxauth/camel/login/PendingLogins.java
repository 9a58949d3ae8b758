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
package io.mxauth.camel.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mxauth.camel.login.LoginRefused.Why;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The logins under way. Each is kept by the browser that began it, sealed, so that beginning one
 * takes no place here, and any instance with the same key can end it. What is kept here is which
 * states came back: that each is used once is the issuer's promise (a code works once), and ours as far
 * as this instance remembers. Safe for any number of threads, and blocks none.
 */
final class PendingLogins {

    /** The most states that are remembered; beyond, some are forgotten. */
    private static final int MOST_REMEMBERED = 10_000;

    private final LoginSeal seal;
    private final TimeSource time;
    private final Cache<String, Boolean> used;

    PendingLogins(LoginSeal seal, TimeSource time) {
        this.seal = seal;
        this.time = time;
        this.used =
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(PendingLogin.LIFE)
                        .ticker(time::nanoTime)
                        .executor(Runnable::run)
                        .build();
    }

    /**
     * Gives a login to its browser.
     *
     * @param cookies the {@code Cookie} headers that the browser sent
     * @return the values of {@code Set-Cookie}
     */
    CompletableFuture<List<String>> keep(
            Provider provider, PendingLogin login, List<String> cookies) {
        LoginCookies present = new LoginCookies(provider, cookies);
        return seal.seal(provider, login.text())
                .thenApply(bytes -> present.with(login.state(), login.begun(), bytes));
    }

    /**
     * The login that this is the answer to. The first answer with its state uses it up, right or
     * wrong; fails with {@link LoginRefused}.
     */
    CompletableFuture<PendingLogin> take(Provider provider, LoginAnswer answer) {
        String state = answer.state();
        if (state == null || !LoginSecrets.isOne(state)) {
            return CompletableFuture.failedFuture(unknown(provider));
        }
        LoginCookies cookies = new LoginCookies(provider, answer.cookies());
        Optional<byte[]> sealed = cookies.of(state);
        if (sealed.isEmpty()) {
            boolean elsewhere = isFirst(state) && cookies.isEmpty();
            return CompletableFuture.failedFuture(
                    elsewhere ? otherBrowser(provider) : unknown(provider));
        }
        return seal.open(provider, sealed.get())
                .thenApply(text -> taken(provider, state, text.flatMap(PendingLogin::of)));
    }

    private PendingLogin taken(Provider provider, String state, Optional<PendingLogin> opened) {
        PendingLogin login = opened.orElse(null);
        boolean first = isFirst(state);
        if (login == null
                || !first
                || !LoginSecrets.same(login.state(), state)
                || login.isOver(time.now())) {
            throw unknown(provider);
        }
        return login;
    }

    private boolean isFirst(String state) {
        return used.asMap().putIfAbsent(state, true) == null;
    }

    /** Lets a login be ended by another answer, as nothing was done for this one. */
    void giveBack(PendingLogin login) {
        used.invalidate(login.state());
    }

    /** The values of {@code Set-Cookie} that take a login away from its browser. */
    List<String> removed(Provider provider, LoginAnswer answer) {
        String state = answer.state();
        return state == null
                ? List.of()
                : new LoginCookies(provider, answer.cookies()).without(state);
    }

    static LoginRefused unknown(Provider provider) {
        return LoginRefused.of(
                provider.name(),
                Why.UNKNOWN_STATE,
                "its state is not that of a log-in of this provider that is under way");
    }

    private static LoginRefused otherBrowser(Provider provider) {
        return LoginRefused.of(
                provider.name(),
                Why.OTHER_BROWSER,
                "it comes from another browser than it began in");
    }
}

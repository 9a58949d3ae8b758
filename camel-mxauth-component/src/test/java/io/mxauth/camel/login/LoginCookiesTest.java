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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.GivenProvider;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;

/** What a browser keeps of its logins: few, small, and each for itself. */
class LoginCookiesTest {

    /** What a login without a path to return to comes to, and one with the longest: see {@link PendingLogin#text}. */
    private static final int SMALLEST = 4 * 43 + 16 + 33;

    private static final int LONGEST = SMALLEST + 1000;

    private final LoginSecrets secrets = new LoginSecrets();
    private final Provider provider =
            GivenProvider.provider(
                    "gallery",
                    "tokenEndpoint=https://issuer.example/token",
                    "authorizationEndpoint=https://issuer.example/authorize",
                    "clientId=client",
                    "redirectUri=https://app.example/callback");

    /** The cookies of one browser, by name. */
    private final Map<String, String> browser = new LinkedHashMap<>();

    private String header() {
        List<String> pairs = new ArrayList<>();
        browser.forEach((name, value) -> pairs.add(name + "=" + value));
        return String.join("; ", pairs);
    }

    private LoginCookies sent() {
        return new LoginCookies(provider, List.of(header()));
    }

    private void keep(List<String> set) {
        for (String cookie : set) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("; Max-Age=0;")) {
                browser.remove(pair[0]);
            } else {
                browser.put(pair[0], pair[1]);
            }
        }
    }

    private String begin(int second, int size) {
        String state = secrets.next();
        keep(sent().with(state, Instant.ofEpochSecond(second), new byte[size]));
        return state;
    }

    @Property
    void loginsOfOneBrowser_areThreeAtMost_andSmall_andASecondNeverEndsTheFirst(
            @ForAll @Size(min = 2, max = 8)
                    List<@IntRange(min = SMALLEST, max = LONGEST) Integer> sizes) {
        browser.clear();
        String before = begin(0, sizes.get(0));
        for (int i = 1; i < sizes.size(); i++) {
            String state = begin(i, sizes.get(i));
            assertThat(browser).hasSizeLessThanOrEqualTo(3);
            assertThat(header().length()).isLessThan(4096);
            assertThat(sent().of(state)).hasValue(new byte[sizes.get(i)]);
            assertThat(sent().of(before)).hasValue(new byte[sizes.get(i - 1)]);
            before = state;
        }
    }

    @Example
    void longestText_isNotLongerThanTheTestSays() {
        PendingLogin login =
                new PendingLogin(
                        secrets.next(),
                        secrets.next(),
                        new Secret(secrets.next()),
                        new Secret(secrets.next()),
                        "/" + "a".repeat(999),
                        Instant.ofEpochSecond(99_999_999_999L));
        byte[] bytes = SealingKey.generate().seal(provider, login.text()).join();
        assertThat(bytes.length).isLessThanOrEqualTo(LONGEST);
        assertThat(PendingLogin.of(login.text())).hasValue(login);
    }

    @Example
    void login_removed_leavesTheOthers() {
        String one = begin(1, SMALLEST);
        String other = begin(2, SMALLEST);
        keep(sent().without(one));
        assertThat(sent().of(one)).isEmpty();
        assertThat(sent().of(other)).isPresent();
        assertThat(sent().without(one)).isEmpty();
    }

    @Property(tries = 500)
    void whatElseABrowserSends_isNeitherTakenNorRepeated(@ForAll @NotBlank String junk) {
        browser.clear();
        String state = begin(1, SMALLEST);
        LoginCookies cookies =
                new LoginCookies(
                        provider,
                        List.of(header(), "__Host-mxauth-" + junk, "mxauth-" + junk, junk));
        assertThat(cookies.of(state)).isPresent();
        for (String set : cookies.with(secrets.next(), Instant.EPOCH, new byte[SMALLEST])) {
            assertThat(set)
                    .matches(
                            "__Host-mxauth-[A-Za-z0-9_-]{16}=[A-Za-z0-9._-]*; Path=/; Max-Age=\\d+;"
                                    + " HttpOnly; SameSite=Lax; Secure");
        }
    }

    @Example
    void junkUnderAName_isNoLogin() {
        String state = begin(1, SMALLEST);
        browser.replaceAll((name, value) -> "evil");
        assertThat(sent().of(state)).isEqualTo(Optional.empty());
        assertThat(sent().without(state)).hasSize(1);
    }
}

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

import io.mxauth.camel.provider.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The random values of a log-in, 256 bits each, and the SHA-256 fingerprints by which they are
 * known. All are base64url without padding, as RFC 7636 section 4.2 has it.
 */
public final class LoginSecrets {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();

    /** Another one that nobody can guess. */
    String next() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    /** Whether it looks like one that was made here. */
    static boolean isOne(@Nullable String text) {
        return text != null && SHAPE.matcher(text).matches();
    }

    /** The challenge of a verifier too (RFC 7636 section 4.2, S256). */
    public static String fingerprint(String text) {
        return base64(sha256(text));
    }

    /**
     * What tells the account of a log-in from others, the same in every JVM, without any secret: the
     * code that a log-in brings must not serve another account.
     */
    static String accountOf(Provider provider) {
        List<@Nullable Object> parts =
                Arrays.asList(
                        provider.name(),
                        provider.credentials().clientId(),
                        provider.endpoints().token(),
                        provider.endpoints().authorization(),
                        provider.endpoints().discovery(),
                        provider.redirectUri(),
                        provider.scope(),
                        provider.audience());
        return fingerprint(
                parts.stream()
                        .map(part -> Objects.toString(part, ""))
                        .map(text -> text.length() + ":" + text)
                        .collect(Collectors.joining()));
    }

    /** Compares without telling by the time that it takes how much was right. */
    static boolean same(String one, @Nullable String other) {
        return other != null
                && MessageDigest.isEqual(
                        one.getBytes(StandardCharsets.UTF_8),
                        other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

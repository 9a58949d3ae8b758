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
package io.mxauth.camel.token;

import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a grant is in a store that other JVMs share: the same in each of them that has the same
 * settings, and after a rotation of client secret or password.
 *
 * @param key of the account at the issuer; has no secret, and at most 139 characters
 * @param root tells grants of one account apart that began with different refresh tokens or token
 *     headers, as these may stand for different people; for the inside of a value only, which is secret
 */
public record StoreKey(String key, String root) {

    private static final int LONGEST_NAME = 64;

    public static StoreKey of(Provider provider) {
        List<@Nullable String> account = new ArrayList<>();
        TokenKey.addIdentity(account, provider);
        Secret configured = provider.credentials().refreshToken();
        List<@Nullable String> beginning = new ArrayList<>();
        beginning.add(provider.grant().value());
        beginning.add(configured == null ? null : configured.value());
        new TreeMap<>(provider.tokenHeaders())
                .forEach(
                        (name, value) -> {
                            beginning.add(name);
                            beginning.add(value);
                        });
        return new StoreKey(
                "grant:" + readable(provider.name()) + ":" + digest(account), digest(beginning));
    }

    /** For people who look into the store; what tells keys apart is the digest. */
    private static String readable(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    private static String digest(List<@Nullable String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String value : values) {
                byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                int length = value == null ? -1 : bytes.length;
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "StoreKey[" + key + "]";
    }
}

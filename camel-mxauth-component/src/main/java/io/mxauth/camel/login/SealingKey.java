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
import io.mxauth.camel.provider.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with one key in memory, by AES-256-GCM (NIST SP 800-38D) with a random IV in front. The text
 * form shows nothing.
 */
public final class SealingKey implements LoginSeal {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    private SealingKey(byte[] key) {
        this.key = key;
    }

    /** Another key that nobody can guess. */
    public static SealingKey generate() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new SealingKey(key);
    }

    /** The key that {@link #value} is the text of; empty where it is of none. */
    public static Optional<SealingKey> of(Secret value) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(value.value());
            return key.length == KEY_BYTES ? Optional.of(new SealingKey(key)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key as a text. */
    public Secret value() {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    @Override
    public CompletableFuture<byte[]> seal(Provider provider, String text) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new byte[IV_BYTES + plain.length + TAG_BITS / Byte.SIZE];
        System.arraycopy(iv, 0, sealed, 0, IV_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, provider, iv)
                    .doFinal(plain, 0, plain.length, sealed, IV_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-256-GCM", e);
        }
        return CompletableFuture.completedFuture(sealed);
    }

    @Override
    public CompletableFuture<Optional<String>> open(Provider provider, byte[] sealed) {
        return CompletableFuture.completedFuture(opened(provider, sealed));
    }

    private Optional<String> opened(Provider provider, byte[] sealed) {
        if (sealed.length < IV_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, provider, sealed)
                            .doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, Provider provider, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, iv, 0, IV_BYTES));
        cipher.updateAAD(LoginSeal.context(provider).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SealingKey[xxxxxx]";
    }
}

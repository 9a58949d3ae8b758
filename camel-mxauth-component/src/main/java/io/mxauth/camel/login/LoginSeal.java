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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Encrypts and authenticates what a login has to remember, so that the browser can keep it. Safe for
 * any number of threads, and blocks none; every future fails with an {@code AuthFailure}.
 */
public interface LoginSeal {

    /** Seals a text for one provider. */
    CompletableFuture<byte[]> seal(Provider provider, String text);

    /**
     * Opens what {@link #seal} made.
     *
     * @return empty where it was altered, or was sealed for another provider or by another key
     */
    CompletableFuture<Optional<String>> open(Provider provider, byte[] sealed);

    /** What is bound to a sealed text, so that no other provider's is taken for it. */
    static String context(Provider provider) {
        return "login:" + provider.name();
    }
}

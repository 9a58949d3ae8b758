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
package io.mxauth.camel.cache;

import io.mxauth.camel.provider.Provider;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a provider's settings once more, because its issuer refused what they said: a secret may
 * have been rotated where a placeholder takes it from.
 */
@FunctionalInterface
public interface Rereading {

    /** The settings as they are now; fails where they cannot be read. */
    CompletableFuture<Provider> reread();
}

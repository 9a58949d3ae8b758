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

import org.jspecify.annotations.Nullable;

/** Says that a {@link TokenStore} did not do what it was asked; shown to people as it is. */
public class TokenStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of a store.
     *
     * @param message what happened and what to do; no secret
     */
    public TokenStoreException(String message) {
        this(message, null);
    }

    /**
     * A failure of a store with its cause, of which only the class is ever shown.
     *
     * @param message what happened and what to do; no secret
     */
    public TokenStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

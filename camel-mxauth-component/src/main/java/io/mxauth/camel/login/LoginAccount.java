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
import io.mxauth.camel.token.GrantKey;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The account that somebody logs in for, by the settings that are in force.
 *
 * @param provider the settings
 * @param grant what its tokens are kept under
 * @param served tells whether calls get a token without anybody logging in; asked only where
 *     somebody is connected of whom the issuer told nothing
 */
public record LoginAccount(
        Provider provider, GrantKey grant, Supplier<CompletableFuture<Boolean>> served) {

    @Override
    public String toString() {
        return "LoginAccount[" + provider.name() + "]";
    }
}

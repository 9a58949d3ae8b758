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
package io.mxauth.camel.oauth;

import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Token;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer gave for the code of a log-in. Nothing of it is kept yet.
 *
 * @param token the access token
 * @param refreshToken null where none was granted
 * @param idToken as it came, unverified; null where there is none
 */
public record CodeGranted(Token token, @Nullable Secret refreshToken, @Nullable Secret idToken) {}

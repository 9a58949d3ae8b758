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
package io.mxauth.camel.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider is asked. Those that are null may be filled in by the discovery document (RFC
 * 8414, OpenID Connect Discovery), where {@code discovery} is set.
 */
public record Endpoints(
        @Nullable URI token,
        @Nullable URI authorization,
        @Nullable URI introspection,
        @Nullable URI revocation,
        @Nullable URI jwks,
        @Nullable String issuer,
        @Nullable URI discovery) {}

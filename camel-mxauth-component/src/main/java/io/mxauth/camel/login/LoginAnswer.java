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

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the browser brings back from the issuer (RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207). The
 * text form shows nothing of it.
 *
 * @param code the code, or null
 * @param state what the issuer was given, or null
 * @param iss who says that he is the issuer, or null
 * @param error why there is no code, or null
 * @param cookies the {@code Cookie} headers
 */
public record LoginAnswer(
        @Nullable String code,
        @Nullable String state,
        @Nullable String iss,
        @Nullable String error,
        List<String> cookies) {

    @Override
    public String toString() {
        return "LoginAnswer[xxxxxx]";
    }
}

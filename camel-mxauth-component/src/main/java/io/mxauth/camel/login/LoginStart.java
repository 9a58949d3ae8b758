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

/**
 * How a browser is sent to the issuer. All texts are for that browser alone.
 *
 * @param location where to
 * @param cookies the values of {@code Set-Cookie}
 */
public record LoginStart(String location, List<String> cookies) {

    @Override
    public String toString() {
        return "LoginStart[xxxxxx]";
    }
}

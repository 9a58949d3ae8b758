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
package io.mxauth.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was granted to whom: the same for all the tokens that come of it. */
record Grant(String clientId, String subject, String scope, @Nullable String audience) {

    static Grant of(String clientId, String subject, String scope) {
        return new Grant(clientId, subject, scope, null);
    }

    boolean includes(String oneScope) {
        return List.of(scope.split(" ", -1)).contains(oneScope);
    }
}

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

import java.time.Duration;

/** One provider's behaviour: what its tokens are like, and what is where on its hosts. */
interface Imitation {

    String name();

    Duration lifetime();

    /** Says whether refresh tokens are issued unless the test says otherwise. */
    default boolean refreshable() {
        return false;
    }

    /** Opens the provider's hosts and fills in its settings. */
    void open(ProviderState state, Ground ground);
}

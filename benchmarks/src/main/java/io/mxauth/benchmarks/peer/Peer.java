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
package io.mxauth.benchmarks.peer;

import org.jspecify.annotations.Nullable;

/** One way to authenticate calls, in one configuration. */
public interface Peer {

    String name();

    /** How it is set up, such as {@code default}. */
    String configuration();

    /** Whether this is the component that is measured, and not one of its peers. */
    default boolean isOurs() {
        return false;
    }

    /** Its way to a header's value; null where it has none without a call. */
    @Nullable Resolver resolver(Target target) throws Exception;

    /** Its way to call an API. */
    Caller caller(Target target) throws Exception;

    /** The same way to call an API, without authentication. */
    Caller plainCaller(Target target) throws Exception;

    /** The class of which it keeps one object for each token in its cache. */
    String cacheEntry();

    /** Name and configuration, unique. */
    default String label() {
        return name() + ", " + configuration();
    }
}

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

/** What makes a whole call of the API, authenticated. */
public interface Caller extends AutoCloseable {

    /**
     * Calls the API.
     *
     * @param path with a query, such as {@code /films?page=1}
     * @return the status of the answer
     * @throws Exception where no call could be made
     */
    int call(String path) throws Exception;

    @Override
    default void close() {}
}

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
package io.mxauth.examples.quickstart;

import io.mxauth.camel.MxAuthException;

/** What to tell about a failure: not what Camel wraps it in, but what is at the bottom. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        Throwable bottom = failure;
        while (bottom.getCause() != null && !tellsAll(bottom)) {
            bottom = bottom.getCause();
        }
        String message = bottom.getMessage();
        return message == null ? bottom.toString() : message;
    }

    private static boolean tellsAll(Throwable failure) {
        return failure instanceof MxAuthException || failure instanceof CallFailedException;
    }
}

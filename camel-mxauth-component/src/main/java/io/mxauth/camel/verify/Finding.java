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
package io.mxauth.camel.verify;

import java.util.List;

/**
 * A likely cause of a failure.
 *
 * @param cause what is probably wrong, in whole sentences
 * @param remedies what to do or to look at, the likeliest first; each a whole sentence
 */
record Finding(String cause, List<String> remedies) {

    Finding(String cause, String... remedies) {
        this(cause, List.of(remedies));
    }
}

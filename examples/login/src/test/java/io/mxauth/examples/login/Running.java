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
package io.mxauth.examples.login;

import java.util.Map;
import java.util.regex.Pattern;

/** The application with an issuer, until it is closed. */
interface Running extends AutoCloseable {

    /** The provider's name, and so its row on the page. */
    String provider();

    /** Where the page is. */
    String site();

    /** What a person types at the issuer, by the id of the field. */
    Map<String, String> typed();

    /** The selector of the button that sends it. */
    String signIn();

    /** The URLs that it is sent to. */
    Pattern formTarget();

    /** What the issuer's API says to somebody who is connected. */
    String apiAnswer();

    /** Stops the application and starts it again; the issuer runs on. */
    void restart();

    @Override
    void close();
}

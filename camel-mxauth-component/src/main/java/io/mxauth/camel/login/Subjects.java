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

import io.mxauth.camel.token.GrantKey;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to each grant, until he is disconnected. A subject is kept as a fingerprint, see
 * {@link LoginSecrets#fingerprint}. Safe for any number of threads. Methods may block, and are
 * called on threads of the component; what they throw ends the log-in.
 */
public interface Subjects {

    /** Stands for a person of whom the issuer tells nothing. */
    String NAMELESS = "-";

    /** Who is connected, or null. */
    @Nullable String of(GrantKey grant);

    /**
     * Connects a subject where nobody is connected.
     *
     * @return who is connected now: of several calls at a time, in whichever JVM, one decides it
     */
    String connect(GrantKey grant, String subject);

    /** Forgets who is connected. */
    void disconnect(GrantKey grant);
}

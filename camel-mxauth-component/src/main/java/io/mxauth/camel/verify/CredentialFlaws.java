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

import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is often wrong with credentials that were copied, told without showing them. */
record CredentialFlaws(Provider provider) {

    private static final Pattern QUOTED = Pattern.compile("(?s)([\"'`]).*\\1");
    private static final Pattern STAND_IN =
            Pattern.compile("(?is)<.*>|.*\\$\\{.*|change-?me|your[-_ ].*|x{3,}|\\*{3,}|todo");

    /** With nothing in it that would have been encoded as well. */
    private static final Pattern PERCENT_ENCODED =
            Pattern.compile("[A-Za-z0-9._~*-]*(%[0-9A-Fa-f]{2}[A-Za-z0-9._~*-]*)+");

    List<String> ofClient() {
        Credentials credentials = provider.credentials();
        List<String> flaws = new ArrayList<>();
        check("clientId", credentials.clientId(), flaws);
        if (provider.clientAuthentication().needsSecret()) {
            if (credentials.clientSecret() == null) {
                flaws.add("clientSecret is not set, so an empty one was sent.");
            }
            check("clientSecret", credentials.clientSecret(), flaws);
        }
        return flaws;
    }

    List<String> ofUser() {
        List<String> flaws = new ArrayList<>();
        check("username", provider.credentials().username(), flaws);
        check("password", provider.credentials().password(), flaws);
        return flaws;
    }

    private static void check(String option, @Nullable Secret secret, List<String> flaws) {
        check(option, secret == null ? null : secret.value(), flaws);
    }

    private static void check(String option, @Nullable String value, List<String> flaws) {
        if (value == null) {
            return;
        }
        if (value.length() > 1 && QUOTED.matcher(value).matches()) {
            flaws.add(
                    option
                            + " stands in quotation marks, which a properties file takes as a part"
                            + " of the value: remove them.");
        } else if (!value.equals(value.strip())) {
            flaws.add(option + " begins or ends with a space: remove it.");
        } else if (STAND_IN.matcher(value).matches()) {
            flaws.add(
                    option
                            + " looks like a stand-in for a value. Camel's placeholders are written"
                            + " {{env:NAME}}, not ${NAME}.");
        } else if (PERCENT_ENCODED.matcher(value).matches()) {
            flaws.add(
                    option
                            + " looks percent-encoded: if so, write it as it is, it is encoded when it is"
                            + " sent.");
        }
    }

    @Override
    public String toString() {
        return "CredentialFlaws[" + provider.name() + "]";
    }
}

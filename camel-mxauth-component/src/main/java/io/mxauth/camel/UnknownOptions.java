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
package io.mxauth.camel;

import io.mxauth.camel.provider.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is left of a URI's options when the known ones are bound. A secret with an {@code &} in it ends
 * there, and what follows looks like one more option: beside a secret, only a name that is almost an
 * option's is a misspelling that may be shown.
 */
final class UnknownOptions {

    private UnknownOptions() {}

    /**
     * The problems with them.
     *
     * @param unknown the options that are none, with their values
     * @param besideSecrets whether the same URI has a secret
     */
    static List<Problem> problems(
            String provider, Map<String, Object> unknown, boolean besideSecrets) {
        List<Problem> problems = new ArrayList<>();
        int hidden = 0;
        for (Map.Entry<String, Object> option : unknown.entrySet()) {
            if (!besideSecrets || isMisspelt(option.getKey(), option.getValue())) {
                problems.add(new Problem(provider, option.getKey(), "is no option", false));
            } else {
                hidden++;
            }
        }
        if (hidden > 0) {
            problems.add(new Problem(provider, null, hiddenText(provider, hidden), false));
        }
        return problems;
    }

    private static String hiddenText(String provider, int count) {
        return "its URI has %s, not shown here as a secret with & in it would look the same. Write such a secret as RAW(..), or set it as camel.component.mxauth.providers[%s].*; else compare the names with the manual's"
                .formatted(
                        count == 1 ? "an option that is none" : count + " options that are none",
                        provider);
    }

    private static boolean isMisspelt(String name, Object value) {
        return !value.toString().isEmpty()
                && new MxAuthEndpointUriFactory()
                        .propertyNames().stream()
                                .anyMatch(known -> isNear(letters(name), letters(known)));
    }

    private static String letters(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Whether one letter more, less, other, or exchanged with the next makes one of the other. */
    private static boolean isNear(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        String restOfA = a.substring(same);
        String restOfB = b.substring(same);
        return restOfA.equals(restOfB)
                || less(restOfA).equals(restOfB)
                || less(restOfB).equals(restOfA)
                || less(restOfA).equals(less(restOfB))
                || exchanged(restOfA).equals(restOfB);
    }

    private static String less(String text) {
        return text.isEmpty() ? text : text.substring(1);
    }

    private static String exchanged(String text) {
        return text.length() < 2 ? text : "" + text.charAt(1) + text.charAt(0) + text.substring(2);
    }
}

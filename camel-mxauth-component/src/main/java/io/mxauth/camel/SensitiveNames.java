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

import io.mxauth.camel.provider.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.util.SensitiveUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Camel is told to mask besides the names that it knows. Camel masks a property when all its
 * additional keywords, joined to one text, contain what follows the last dot of the property's name.
 * So each keyword makes every part of itself sensitive, {@code username} also {@code name}, which a
 * strict security policy of Camel refuses. Therefore nothing is added that Camel has already, and an
 * entry of a map only where no other property of the application would become a secret by it.
 */
final class SensitiveNames {

    private static final Logger LOG = LoggerFactory.getLogger(SensitiveNames.class);

    /**
     * The ends of {@code headers.}, {@code tokenHeaders.} and {@code tokenParameters.}, as they stand
     * in URIs: enough for a URI, and without {@code to} and {@code parameters}, which are options of
     * other components.
     */
    private static final List<String> MAPS_IN_URIS = List.of("eaders.", "eters.");

    private final ExtendedCamelContext context;
    private final Set<String> keywords = new LinkedHashSet<>();

    private SensitiveNames(CamelContext context) {
        this.context = context.getCamelContextExtension();
        String present = this.context.getAdditionalSensitiveKeywords();
        if (present != null) {
            keywords.addAll(Arrays.asList(present.split(",", -1)));
        }
    }

    /** Adds the names that are the same in each application. */
    static void tell(CamelContext context) {
        try {
            SensitiveNames names = new SensitiveNames(context);
            names.addOptions();
            names.set();
        } catch (NoSuchMethodError e) {
            LOG.warn(
                    "Camel {} cannot be told what to mask in URIs besides what it knows: keep"
                            + " credentials out of them",
                    context.getVersion());
        }
    }

    /** Adds those names again, which other settings may have replaced, and the entries of maps. */
    static void tell(CamelContext context, WrittenEntries written) {
        try {
            SensitiveNames names = new SensitiveNames(context);
            names.addOptions();
            names.addEntries(written);
            names.set();
        } catch (NoSuchMethodError e) {
            LOG.debug("Camel {} has no additional sensitive keywords", context.getVersion());
        }
    }

    private void addOptions() {
        Stream.concat(
                        Arrays.stream(Option.values())
                                .filter(Option::isCredential)
                                .map(Option::key)
                                .filter(name -> !SensitiveUtils.containsSensitive(name)),
                        MAPS_IN_URIS.stream())
                .forEach(keywords::add);
    }

    private void addEntries(WrittenEntries written) {
        List<String> shown = new ArrayList<>();
        for (WrittenEntries.Entry entry : written.secret()) {
            String keyword = entry.keyword();
            if (isMasked(keyword)) {
                continue;
            }
            if (entry.canBeAKeyword() && written.others().noneMatch(n -> isNewIn(n, keyword))) {
                keywords.add(keyword);
            } else {
                shown.add(entry.option());
            }
        }
        if (!shown.isEmpty()) {
            LOG.warn(
                    "Camel prints the values of {} when it starts, and cannot be told to mask them:"
                            + " set camel.main.auto-configuration-log-summary=false",
                    shown);
        }
    }

    /** Whether a keyword makes a property a secret that is none without it. */
    private boolean isNewIn(String property, String keyword) {
        String part = lastPart(property);
        return keyword.contains(part)
                && !SensitiveUtils.containsSensitive(property)
                && !isMasked(part);
    }

    private boolean isMasked(String part) {
        return String.join(",", keywords).toLowerCase(Locale.ENGLISH).contains(part);
    }

    /** What of a property's name Camel looks at. */
    static String lastPart(String property) {
        return property.substring(property.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ENGLISH)
                .replace("-", "");
    }

    private void set() {
        context.setAdditionalSensitiveKeywords(String.join(",", keywords));
    }
}

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
package io.mxauth.camel.provider;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assembles the times of a provider from their text forms, ISO 8601 durations. */
final class TimingAssembly {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final Set<Option> TIMES =
            EnumSet.of(
                    Option.REFRESH_AHEAD,
                    Option.EXPIRY_MARGIN,
                    Option.DEFAULT_LIFETIME,
                    Option.REQUEST_TIMEOUT,
                    Option.MAX_ATTEMPTS);

    /** Shared by all who say nothing about times. */
    private static final Timing USUAL =
            new Timing(
                    null,
                    null,
                    Timing.DEFAULT_LIFETIME,
                    Timing.DEFAULT_REQUEST_TIMEOUT,
                    Timing.DEFAULT_MAX_ATTEMPTS);

    private final Settings settings;
    private final ProviderRules rules;

    TimingAssembly(Settings settings, ProviderRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    Timing assemble() {
        if (TIMES.stream().noneMatch(settings::has)) {
            return USUAL;
        }
        return new Timing(
                duration(Option.REFRESH_AHEAD, true),
                duration(Option.EXPIRY_MARGIN, true),
                or(duration(Option.DEFAULT_LIFETIME, false), Timing.DEFAULT_LIFETIME),
                or(duration(Option.REQUEST_TIMEOUT, false), Timing.DEFAULT_REQUEST_TIMEOUT),
                attempts());
    }

    private @Nullable Duration duration(Option option, boolean zeroAllowed) {
        String text = settings.get(option);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                rules.problem(option, "must not be longer than ten years");
            } else if (duration.isNegative() || (duration.isZero() && !zeroAllowed)) {
                rules.problem(option, zeroAllowed ? "must not be negative" : "must be positive");
            }
            return duration;
        } catch (DateTimeParseException e) {
            rules.problem(option, "must be a duration, such as 30s or PT30S");
            return null;
        }
    }

    private int attempts() {
        String text = settings.get(Option.MAX_ATTEMPTS);
        if (text == null) {
            return Timing.DEFAULT_MAX_ATTEMPTS;
        }
        try {
            int attempts = Integer.parseInt(text.strip());
            if (attempts >= 1) {
                return attempts;
            }
        } catch (NumberFormatException e) {
            // said below, as for zero
        }
        rules.problem(Option.MAX_ATTEMPTS, "must be a whole number of at least 1");
        return Timing.DEFAULT_MAX_ATTEMPTS;
    }

    private static Duration or(@Nullable Duration duration, Duration usual) {
        return duration != null ? duration : usual;
    }
}

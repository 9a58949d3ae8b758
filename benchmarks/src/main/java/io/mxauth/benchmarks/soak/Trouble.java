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
package io.mxauth.benchmarks.soak;

import io.mxauth.sandbox.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What befalls a token endpoint for some seconds, so that every request fails.
 *
 * @param retryAfter what its answers ask for, or zero
 * @param script sets the sandbox's fault
 */
record Trouble(String name, Duration retryAfter, Consumer<Faults> script) {

    private static final int EVER = Integer.MAX_VALUE;

    static final List<Trouble> ALL =
            List.of(
                    trouble("503", f -> f.refuse(EVER, 503)),
                    new Trouble(
                            "429",
                            Duration.ofSeconds(1),
                            f -> f.refuse(EVER, 429, Map.of("Retry-After", "1"), "")),
                    trouble("hang", f -> f.hang(EVER)),
                    trouble("drop", f -> f.drop(EVER)),
                    trouble("cut-off", f -> f.cutOff(EVER)),
                    trouble("garbage", f -> f.garbage(EVER, "<html>Sign in</html>")),
                    trouble("dribble", f -> f.dribble(EVER, Duration.ofMillis(50))),
                    trouble("redirect", f -> f.redirect(EVER, "http://127.0.0.1:9/token")));

    private static Trouble trouble(String name, Consumer<Faults> script) {
        return new Trouble(name, Duration.ZERO, script);
    }

    @Override
    public String toString() {
        return name;
    }
}

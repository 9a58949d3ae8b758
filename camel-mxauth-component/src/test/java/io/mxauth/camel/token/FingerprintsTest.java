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
package io.mxauth.camel.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private final Fingerprints fingerprints = new Fingerprints();

    @Test
    void of_sameValues_isTheSame() {
        assertThat(fingerprints.of(Arrays.asList("a", null, "")))
                .isEqualTo(fingerprints.of(Arrays.asList("a", null, "")));
    }

    @Test
    void of_listsThatRunTogetherAlike_differs() {
        assertThat(
                        List.of(
                                fingerprints.of(List.of("ab", "c")),
                                fingerprints.of(List.of("a", "bc")),
                                fingerprints.of(List.of("abc")),
                                fingerprints.of(List.of("abc", "")),
                                fingerprints.of(Arrays.asList("abc", null)),
                                fingerprints.of(Arrays.asList(null, "abc")),
                                fingerprints.of(List.of("", "abc")),
                                fingerprints.of(List.of("a,b", "c")),
                                fingerprints.of(List.of("c", "ab"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void of_sameValuesInAnotherInstance_differs() {
        assertThat(new Fingerprints().of(List.of("a"))).isNotEqualTo(fingerprints.of(List.of("a")));
    }
}

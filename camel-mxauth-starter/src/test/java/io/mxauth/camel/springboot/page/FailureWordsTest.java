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
package io.mxauth.camel.springboot.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureWordsTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReason_hasWordsOfItsOwn(Reason reason) {
        FailureWords words = FailureWords.of(AuthFailure.of("movio", reason, "It went.").build());
        assertThat(words.title()).isNotBlank().doesNotEndWith(".");
        assertThat(words.text()).isEqualTo("It went.");
        assertThat(words.action()).isNotBlank().endsWith(".");
    }

    @Test
    void unreachableIssuer_thatWillNotMendByItself_isAWrongAddress() {
        AuthFailure failure =
                AuthFailure.of("movio", Reason.UNAVAILABLE, "Provider 'movio': HTTP 404.")
                        .retryable(false)
                        .build();
        FailureWords words = FailureWords.of(failure);
        assertThat(words.title()).isEqualTo("The issuer's address is probably wrong");
        assertThat(words.text()).as("without the name, which is above").isEqualTo("HTTP 404.");
        assertThat(words.action()).isEqualTo("Correct the URL.");
    }
}

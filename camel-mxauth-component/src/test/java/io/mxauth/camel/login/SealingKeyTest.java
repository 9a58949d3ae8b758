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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.GivenProvider;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SealingKeyTest {

    private final SealingKey key = SealingKey.generate();
    private final Provider provider = provider("gallery");

    private static Provider provider(String name) {
        return GivenProvider.provider(
                name, "tokenEndpoint=https://issuer.example/token", "clientId=client");
    }

    private byte[] seal(String text) {
        return key.seal(provider, text).join();
    }

    @Property(tries = 200)
    void text_isOpenedByTheSameKey_forTheSameProvider_only(@ForAll String text) {
        String plain = new String(text.getBytes(UTF_8), UTF_8);
        byte[] sealed = seal(plain);
        SealingKey same = SealingKey.of(key.value()).orElseThrow();
        assertThat(same.open(provider, sealed).join()).hasValue(plain);
        assertThat(key.open(provider("studio"), sealed).join()).isEmpty();
        assertThat(SealingKey.generate().open(provider, sealed).join()).isEmpty();
        assertThat(seal(plain)).isNotEqualTo(sealed);
    }

    @Example
    void sealed_alteredOrCutAnywhere_isNotOpened() {
        byte[] sealed = seal("a text");
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThat(key.open(provider, altered).join()).isEmpty();
            assertThat(key.open(provider, Arrays.copyOf(sealed, i)).join()).isEmpty();
        }
    }

    @Example
    void value_thatIsNone_isNoKey_andNoneIsShown() {
        assertThat(SealingKey.of(new Secret("evil"))).isEmpty();
        assertThat(SealingKey.of(new Secret("!"))).isEmpty();
        assertThat(key.toString()).doesNotContain(key.value().value());
    }
}

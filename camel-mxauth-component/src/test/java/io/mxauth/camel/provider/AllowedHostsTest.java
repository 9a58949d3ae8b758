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

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    api.example          | https://api.example/x             | true
                    api.example          | https://API.Example/x             | true
                    API.Example          | https://api.example/x             | true
                    api.example          | HTTPS://api.example/x             | true
                    api.example          | https://api.example:8443/x        | true
                    api.example          | https://api.example?q=1           | true
                    api.example          | https://www.api.example/x         | false
                    api.example          | https://api.example.evil/x        | false
                    api.example          | https://xapi.example/x            | false
                    api.example          | https://api.example@evil/x        | false
                    api.example          | https://evil/api.example          | false
                    api.example          | https://api.example./x            | false
                    api.example          | http://api.example/x              | false
                    api.example          | //api.example/x                   | false
                    api.example          | /x                                | false
                    api.example          | https:x                           | false
                    api.example:8443     | https://api.example:8443/x        | true
                    api.example:8443     | https://api.example/x             | false
                    api.example:8443     | https://api.example:9443/x        | false
                    api.example:443      | https://api.example/x             | true
                    api.example:443      | https://api.example:443/x         | true
                    a.example, b.example | https://b.example/x               | true
                    a.example,, b.example| https://c.example/x               | false
                    127.0.0.1            | http://127.0.0.1:8080/x           | true
                    127.0.0.1:80         | http://127.0.0.1/x                | true
                    localhost:80         | http://localhost:81/x             | false
                    [::1]                | http://[::1]:8080/x               | true
                    127.0.0.1            | http://localhost/x                | false
                    *                    | https://anywhere.example/x        | true
                    *                    | http://127.0.0.1/x                | true
                    *                    | http://anywhere.example/x         | false
                    *                    | http://10.0.0.1/x                 | false
                    a.example, *         | https://anywhere.example/x        | true
                    *.example            | https://api.example/x             | false
                    """)
    void allow_ofThatTarget_isAsTheListSays(String list, String target, boolean allowed) {
        assertThat(AllowedHosts.parse(list).allow(URI.create(target))).isEqualTo(allowed);
    }

    @Test
    void list_thatIsEmpty_bindsNothingButTls() {
        AllowedHosts unbound = AllowedHosts.parse("");

        assertThat(unbound.isBound()).isFalse();
        assertThat(unbound.allow(URI.create("https://anywhere.example"))).isTrue();
        assertThat(unbound.allow(URI.create("http://anywhere.example"))).isFalse();
    }
}

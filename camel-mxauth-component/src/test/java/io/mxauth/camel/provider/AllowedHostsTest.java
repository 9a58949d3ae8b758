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
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                    api.example.         | https://api.example/x             | true
                    api.example.:8443    | https://api.example:8443/x        | true
                    api.example:08443    | https://api.example:8443/x        | true
                    ::1                  | http://[::1]:8080/x               | true
                    [0:0:0:0:0:0:0:1]    | http://[::1]:8080/x               | true
                    [2001:DB8::A]:8443   | https://[2001:db8:0::a]:8443/x    | true
                    2001:db8::a          | https://[2001:DB8:0:0:0:0:0:A]/x  | true
                    [2001:db8::a]        | https://[2001:db8::b]/x           | false
                    [::ffff:192.0.2.1]   | https://[::ffff:c000:201]/x       | true
                    192.0.2.1            | https://[::ffff:192.0.2.1]/x      | false
                    Bücher.example       | https://xn--bcher-kva.example/x   | true
                    BÜCHER.example:8443  | https://xn--bcher-kva.example:8443| true
                    XN--bcher-kva.example| https://xn--bcher-kva.example/x   | true
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    https://api.example           | has a scheme; write the host alone
                    HTTP://api.example:8080       | has a scheme; write the host alone
                    //api.example                 | has a scheme; write the host alone
                    https://api.example/v1?key=k3y| has a scheme; write the host alone
                    https://u:pw@api.example      | has a scheme; write the host alone
                    u:p//w@api.example            | has a scheme; write the host alone
                    u:p/w@api.example/x@y         | has user info; write the host alone
                    u:pw@api.example              | has user info; write the host alone
                    api.example/v1                | has a path or a query; write the host alone
                    api.example/                  | has a path or a query; write the host alone
                    api.example?key=k3y           | has a path or a query; write the host alone
                    api.example\\v1               | has a path or a query; write the host alone
                    "api.example"                 | has quotes; write it without
                    'api.example'                 | has quotes; write it without
                    a.example b.example           | has a space; commas separate hosts
                    a.example;b.example           | has another separator than a comma
                    *.api.example                 | has a star in a name; each host has to be named
                    *:443                         | has a star in a name; each host has to be named
                    {stage}.api.example           | has a placeholder that nothing fills in
                    my_api.example                | has an underscore, with which Java finds no host in a URL
                    [fe80::1%25eth0]              | has a percent sign
                    2001:db8::1:443               | may end with a port; put brackets around the address, [..] or [..]:443
                    1:2:3:4:5:6:7:8:443           | may end with a port; put brackets around the address, [..] or [..]:443
                    [::1                          | is no name of a host
                    [api.example]                 | has no IPv6 address in its brackets
                    [127.0.0.1]                   | has no IPv6 address in its brackets
                    api.example:                  | has no port of 1 to 65535 after the colon
                    api.example:0                 | has no port of 1 to 65535 after the colon
                    api.example:65536             | has no port of 1 to 65535 after the colon
                    api.example:https             | has no port of 1 to 65535 after the colon
                    api.example:-1                | has no port of 1 to 65535 after the colon
                    [::1]:99999                   | has no port of 1 to 65535 after the colon
                    a.example:1:2                 | is no name of a host
                    :443                          | is no name of a host
                    .                             | is no name of a host
                    api..example                  | is no name of a host
                    .api.example                  | is no name of a host
                    api.example..                 | is no name of a host
                    -api.example                  | is no name of a host
                    api.e!ample                   | is no name of a host
                    10.1                          | is no name of a host
                    192.0.2.256                   | is no name of a host
                    straße.example                | stands for two names; write its ASCII form, xn--..
                    """)
    void entry_thatCannotMatch_isAFlaw_andSaysWhich(String entry, String flaw) {
        assertThat(AllowedHosts.flaws("a.example, ," + entry)).containsExactly("entry 3 " + flaw);
        assertThat(AllowedHosts.parse(entry).isBound()).isTrue();
        assertThat(AllowedHosts.parse(entry).allow(URI.create("https://api.example"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    /films                        | is relative
                    films                         | is relative
                    https:/films                  | names no host
                    https:films                   | names no host
                    https://:443/films            | names no host
                    https://my_api.example/films  | 'my_api.example' where its host has to be, which has an underscore
                    https://u:pw@my_api:1/films   | 'my_api:1' where its host has to be, which has an underscore
                    https://b%C3%BCcher.example/x | xn--..
                    https://bücher.example/x      | xn--..
                    https://-api.example/films    | is no host's name
                    https://api.example:x/films   | is no host's name
                    https://api.example./films    | final dot
                    """)
    void url_thatCanNeverBeAllowed_saysWhatItsFlawIs(URI url, String flaw) {
        assertThat(AllowedHosts.parse("api.example").allow(url)).isFalse();
        assertThat(AllowedHosts.flawOf(url)).contains(flaw).doesNotContain("pw", "films");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example/x",
                "http://api.example",
                "https://[::1]:8443",
                "//api.example/x",
                "http://10.0.0.1"
            })
    void url_thatCouldBeListed_hasNoFlaw(URI url) {
        assertThat(AllowedHosts.flawOf(url)).isNull();
    }

    @Property
    void entry_whateverItIs_canMatchAUrlOrIsAFlaw(@ForAll("entries") String entry) {
        AllowedHosts hosts = AllowedHosts.parse(entry);
        List<String> names = hosts.hosts().stream().filter(host -> !host.isEmpty()).toList();

        assertThat(hosts.hosts()).isNotEmpty();
        assertThat(hosts.hosts().contains("")).isEqualTo(!AllowedHosts.flaws(entry).isEmpty());
        assertThat(names).allMatch(host -> hosts.allow(urlOf(host)));
    }

    private static URI urlOf(String host) {
        return URI.create("https://" + host.replace("*", "any.example") + "/x");
    }

    /** Names, addresses and ports, with what people put around and between them. */
    @Provide
    Arbitrary<String> entries() {
        Arbitrary<String> parts =
                Arbitraries.of(
                        "api",
                        "Example",
                        "bücher",
                        "10",
                        "1",
                        "255",
                        "::",
                        ":",
                        ".",
                        "-",
                        "_",
                        "*",
                        "[",
                        "]",
                        "443",
                        "70000",
                        "https://",
                        "/",
                        "@",
                        "\"",
                        "'",
                        " ",
                        ",",
                        "{x}",
                        "%",
                        "?",
                        "#",
                        "\\",
                        "xn--",
                        "İ",
                        "。",
                        "ß",
                        "fe80",
                        "db8");
        return parts.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(list -> String.join("", list))
                .filter(entry -> !entry.replaceAll("[, ]", "").isEmpty());
    }

    @Property
    void flaw_ofAUrlWithSecrets_showsNoneOfThem(
            @ForAll("secrets") String password, @ForAll("secrets") String query) {
        String entry = "https://me:%s@api.example/x?key=%s".formatted(password, query);

        assertThat(AllowedHosts.flaws(entry))
                .containsExactly("entry 1 has a scheme; write the host alone");
    }

    @Test
    void flaws_ofSeveralEntries_areToldTogether() {
        assertThat(AllowedHosts.flaws("https://a.example,b.example,*.c.example,d.example:0"))
                .containsExactly(
                        "entry 1 has a scheme; write the host alone",
                        "entry 3 has a star in a name; each host has to be named",
                        "entry 4 has no port of 1 to 65535 after the colon");
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings().withChars("abyz0189:/?#&=._~-").ofMinLength(4).ofMaxLength(12);
    }
}

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
package io.mxauth.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every peer does what it is compared in. */
class PeersTest {

    private static final Duration LIFETIME = Duration.ofHours(1);

    static Stream<Peer> peers() {
        return Peers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void caller_ofEachPeer_isServedWithATokenOfTheIssuer(Peer peer) throws Exception {
        try (Site site = new Site();
                Caller caller = peer.caller(Target.of(site, LIFETIME));
                Caller plain = peer.plainCaller(Target.of(site, LIFETIME))) {
            assertThat(caller.call("/films?page=1")).isEqualTo(200);
            assertThat(site.issuer().requests()).isEqualTo(1);
            assertThat(plain.call("/films?page=1")).isEqualTo(401);
            assertThat(site.issuer().requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void resolver_ofEachPeerThatHasOne_givesTheSameTokenTwice(Peer peer) throws Exception {
        try (Site site = new Site();
                Resolver resolver = peer.resolver(Target.of(site, LIFETIME))) {
            if (resolver == null) {
                assertThat(peer.name()).isEqualTo("camel-http");
                return;
            }
            String first = resolver.authorization();
            assertThat(resolver.authorization()).isEqualTo(first);
            assertThat(site.issuer().accepts(first)).isTrue();
            assertThat(first).hasSizeBetween(1200, 1210);
            assertThat(site.issuer().requests()).isEqualTo(1);
        }
    }
}

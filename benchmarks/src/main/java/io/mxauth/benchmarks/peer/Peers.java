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

import java.util.List;

/** All that are compared. */
public final class Peers {

    private Peers() {}

    public static Peer ours() {
        return new MxAuthPeer();
    }

    /** Ours first, then each peer by default and as its manual or its options recommend. */
    public static List<Peer> all() {
        return List.of(
                ours(),
                new CamelHttpPeer(false),
                new CamelHttpPeer(true),
                new SpringPeer(false),
                new SpringPeer(true),
                new GooglePeer(false),
                new GooglePeer(true),
                new QuarkusPeer(false),
                new QuarkusPeer(true));
    }

    /** Ours, and each peer in its recommended configuration only. */
    public static List<Peer> recommended() {
        return List.of(
                ours(),
                new CamelHttpPeer(true),
                new SpringPeer(true),
                new GooglePeer(true),
                new QuarkusPeer(true));
    }

    /** The recommended one of that name. */
    public static Peer named(String name) {
        return recommended().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

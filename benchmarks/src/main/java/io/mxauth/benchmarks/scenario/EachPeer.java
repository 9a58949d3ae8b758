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
package io.mxauth.benchmarks.scenario;

import io.mxauth.benchmarks.peer.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures peers, one after the other or all at a time. */
final class EachPeer {

    private EachPeer() {}

    @FunctionalInterface
    interface Measurement<T> {
        T of(Peer peer) throws Exception;
    }

    static <T> Map<Peer, T> inTurn(List<Peer> peers, Measurement<T> measurement) throws Exception {
        Map<Peer, T> results = new LinkedHashMap<>();
        for (Peer peer : peers) {
            results.put(peer, measurement.of(peer));
        }
        return results;
    }

    static <T> Map<Peer, T> atATime(List<Peer> peers, Measurement<T> measurement) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, peers.size()));
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (Peer peer : peers) {
                pending.add(threads.submit(() -> measurement.of(peer)));
            }
            Map<Peer, T> results = new LinkedHashMap<>();
            for (int i = 0; i < peers.size(); i++) {
                results.put(peers.get(i), pending.get(i).get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The result of ours. */
    static <T> T ours(Map<Peer, T> results) {
        return results.entrySet().stream()
                .filter(entry -> entry.getKey().isOurs())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}

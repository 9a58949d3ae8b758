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
import io.mxauth.benchmarks.report.BarChart;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The results of ours and of the peers, as a report shows them. */
final class Comparison<T> {

    private final Map<Peer, T> results;
    private final List<String> columns = new ArrayList<>();
    private final List<Function<T, String>> cells = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    Comparison(Map<Peer, T> results) {
        this.results = results;
    }

    /** A column in which no one is better than another. */
    Comparison<T> column(String title, Function<T, String> cell) {
        columns.add(title);
        cells.add(cell);
        return this;
    }

    /** A column in which less is better. */
    Comparison<T> less(String title, Function<T, Spread> value) {
        return ranked(title, value, -1);
    }

    /** A column in which more is better. */
    Comparison<T> more(String title, Function<T, Spread> value) {
        return ranked(title, value, 1);
    }

    private Comparison<T> ranked(String title, Function<T, Spread> value, int better) {
        double ours = value.apply(EachPeer.ours(results)).median();
        List<String> ahead = new ArrayList<>();
        results.forEach(
                (peer, result) -> {
                    double theirs = value.apply(result).median();
                    if ((theirs - ours) * better > 0) {
                        ahead.add(peer.label() + " " + Spread.number(theirs));
                    }
                });
        if (!ahead.isEmpty()) {
            losses.add(
                    "%s: ours %s; %s"
                            .formatted(title, Spread.number(ours), String.join("; ", ahead)));
        }
        return column(title, result -> value.apply(result).text());
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        results.forEach(
                (peer, result) ->
                        rows.add(
                                Stream.concat(
                                                Stream.of(
                                                        peer.isOurs()
                                                                ? "**" + peer.name() + "**"
                                                                : peer.name(),
                                                        peer.configuration()),
                                                cells.stream().map(cell -> cell.apply(result)))
                                        .toList()));
        return new Table(
                Stream.concat(Stream.of("", "configuration"), columns.stream()).toList(), rows);
    }

    List<String> losses() {
        return losses;
    }

    BarChart chart(
            String name,
            String title,
            String unit,
            boolean logarithmic,
            Function<T, Spread> value) {
        return new BarChart(
                name,
                title,
                unit,
                logarithmic,
                results.entrySet().stream()
                        .map(
                                entry ->
                                        new BarChart.Bar(
                                                entry.getKey().label(),
                                                value.apply(entry.getValue()),
                                                entry.getKey().isOurs()))
                        .toList());
    }
}

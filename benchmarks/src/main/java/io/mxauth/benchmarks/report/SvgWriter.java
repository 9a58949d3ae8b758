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
package io.mxauth.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws a chart as SVG that stands by itself. */
final class SvgWriter {

    private static final int WIDTH = 1000;
    private static final int LEFT = 440;
    private static final int RIGHT = 130;
    private static final int TOP = 62;
    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final String OURS = "#1f6f54";
    private static final String PEER = "#9aa5b1";
    private static final String INK = "#1f2933";
    private static final String GRID = "#e4e7eb";

    private SvgWriter() {}

    static String draw(BarChart chart) {
        Scale scale = Scale.of(chart);
        int bottom = TOP + chart.bars().size() * ROW;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                bottom + 34,
                WIDTH,
                bottom + 34,
                escaped(chart.title()));
        line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        text(svg, 16, 26, "start", INK, "16", chart.title());
        text(
                svg,
                16,
                46,
                "start",
                "#52606d",
                "12",
                chart.unit() + (chart.logarithmic() ? ", logarithmic scale" : ""));
        for (double tick : scale.ticks()) {
            double x = scale.x(tick);
            line(
                    svg,
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>",
                    x,
                    x,
                    TOP,
                    bottom,
                    GRID);
            text(svg, x, bottom + 18, "middle", "#52606d", "11", Spread.number(tick));
        }
        for (int i = 0; i < chart.bars().size(); i++) {
            bar(svg, chart.bars().get(i), scale, TOP + i * ROW);
        }
        line(svg, "</svg>");
        return svg.toString();
    }

    private static void bar(StringBuilder svg, BarChart.Bar bar, Scale scale, int y) {
        int middle = y + ROW / 2;
        Spread value = bar.value();
        text(svg, LEFT - 10, middle + 4, "end", INK, "13", bar.label());
        line(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LEFT,
                middle - BAR / 2,
                Math.max(1, scale.x(value.median()) - LEFT),
                BAR,
                bar.ours() ? OURS : PEER);
        if (value.least() != value.most()) {
            line(
                    svg,
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                    scale.x(value.least()),
                    scale.x(value.most()),
                    middle,
                    middle,
                    INK);
        }
        text(
                svg,
                Math.max(scale.x(value.median()), scale.x(value.most())) + 6,
                middle + 4,
                "start",
                INK,
                "12",
                Spread.number(value.median()));
    }

    private static void text(
            StringBuilder svg,
            double x,
            double y,
            String anchor,
            String colour,
            String size,
            String content) {
        line(
                svg,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%s\">%s</text>",
                x,
                y,
                anchor,
                colour,
                size,
                escaped(content));
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /**
     * From values to places.
     *
     * @param from the value at the left end
     */
    private record Scale(double from, double to, boolean logarithmic) {

        static Scale of(BarChart chart) {
            double most =
                    chart.bars().stream().mapToDouble(bar -> bar.value().most()).max().orElse(1);
            if (!chart.logarithmic()) {
                return new Scale(0, Math.max(most, 1e-9), false);
            }
            double least =
                    chart.bars().stream()
                            .mapToDouble(bar -> bar.value().least())
                            .filter(value -> value > 0)
                            .min()
                            .orElse(1);
            double from = Math.pow(10, Math.floor(Math.log10(least)) - 1);
            return new Scale(from, Math.max(most, from * 10), true);
        }

        double x(double value) {
            double share =
                    logarithmic
                            ? Math.log10(Math.max(value, from) / from) / Math.log10(to / from)
                            : value / to;
            return LEFT + Math.max(0, share) * (WIDTH - LEFT - RIGHT);
        }

        List<Double> ticks() {
            double step = Math.pow(10, Math.floor(Math.log10(to / 2)));
            return logarithmic
                    ? DoubleStream.iterate(from, v -> v <= to, v -> v * 10).boxed().toList()
                    : DoubleStream.iterate(
                                    0, v -> v <= to, v -> v + (to / step > 5 ? 2 * step : step))
                            .boxed()
                            .toList();
        }
    }
}

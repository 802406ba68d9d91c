/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import io.flowmon.benchmarks.process.Figure;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures as Markdown: medians over the rounds, with minimum and maximum. A ratio is the median of the rounds' own
 * ratios, because what the machine does meanwhile meets a round's variants alike.
 */
final class Report {

    private static final double KILO = 1024;

    private final List<Variant> variants;
    private final Map<Variant, List<Sample>> samples;

    Report(List<Variant> variants, Map<Variant, List<Sample>> samples) {
        this.variants = variants;
        this.samples = samples;
    }

    String markdown() {
        StringBuilder table = new StringBuilder("""
                | variant | bodies | CPU µs | × | × paced | × without compilers | KB allocated | × | arrived a request |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Variant variant : variants) {
            row(
                    table,
                    variant.title(),
                    variant.bodies(),
                    figure(variant, sample -> sample.flatOut().cpuMicros()).text(0),
                    ratio(variant, sample -> sample.flatOut().cpuMicros()),
                    ratio(variant, sample -> sample.paced().cpuMicros()),
                    ratio(variant, sample -> sample.flatOut().cpuWithoutCompilersMicros()),
                    figure(variant, sample -> sample.flatOut().allocatedKilobytes())
                            .text(1),
                    ratio(variant, sample -> sample.flatOut().allocatedKilobytes()),
                    arrived(variant));
        }
        table.append("""

                | variant | bodies | requests/s | p50 ms | p99 ms | paced p50 ms | paced p99 ms | resident MB |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Variant variant : variants) {
            row(
                    table,
                    variant.title(),
                    variant.bodies(),
                    figure(variant, sample -> sample.flatOut().result().perSecond())
                            .text(0),
                    figure(variant, sample -> sample.flatOut().result().medianMillis())
                            .text(1),
                    figure(variant, sample -> sample.flatOut().result().p99Millis())
                            .text(1),
                    figure(variant, sample -> sample.paced().result().medianMillis())
                            .text(1),
                    figure(variant, sample -> sample.paced().result().p99Millis())
                            .text(1),
                    figure(variant, Sample::residentMegabytes).text(0));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private Figure figure(Variant variant, ToDoubleFunction<Sample> value) {
        return Figure.of(of(variant).stream().mapToDouble(value));
    }

    private String ratio(Variant variant, ToDoubleFunction<Sample> value) {
        List<Sample> base = of(variants.get(0));
        List<Sample> own = of(variant);
        return variant == variants.get(0)
                ? "1"
                : Figure.of(IntStream.range(0, own.size())
                                .mapToDouble(i -> value.applyAsDouble(own.get(i)) / value.applyAsDouble(base.get(i))))
                        .text(2);
    }

    private String arrived(Variant variant) {
        if (variant.eventsPerRequest() == 0) {
            return figure(variant, sample -> sample.flatOut().receivedPerRequest() / KILO)
                            .text(1) + " KB";
        }
        return "%s of %d events, paced %s"
                .formatted(
                        figure(variant, sample -> sample.flatOut().receivedPerRequest())
                                .text(2),
                        variant.eventsPerRequest(),
                        figure(variant, sample -> sample.paced().receivedPerRequest())
                                .text(2));
    }

    private List<Sample> of(Variant variant) {
        return samples.getOrDefault(variant, List.of());
    }
}

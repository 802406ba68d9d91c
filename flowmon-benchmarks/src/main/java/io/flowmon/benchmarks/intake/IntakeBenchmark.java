/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import io.flowmon.benchmarks.process.Figure;
import io.flowmon.benchmarks.process.ProcessFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the variants in turn, each round with a new server of its own, and prints a table. */
@Command(
        name = "bin/benchmark Intake",
        mixinStandardHelpOptions = true,
        description = "How many events of 600 bytes a server stores in a second.")
public final class IntakeBenchmark implements Callable<Integer> {

    private static final double MEGA = 1 << 20;
    private static final double MICROS = 1_000;
    private static final double SECOND = 1e9;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each variant is measured (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--events",
            defaultValue = "300000",
            description = "How many are sent each time (${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--warm-up", defaultValue = "300000", description = "How many are sent before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--batch", defaultValue = "500", description = "How many go into one batch (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--variants",
            split = ",",
            description =
                    "Which to compare, the first being what the others are compared with (${COMPLETION-CANDIDATES}).")
    private List<IntakeVariant> variants = List.of(IntakeVariant.values());

    public static void main(String[] args) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        System.exit(new CommandLine(new IntakeBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Map<IntakeVariant, List<IntakeSample>> samples = new EnumMap<>(IntakeVariant.class);
        for (int round = 0; round < rounds; round++) {
            List<IntakeVariant> order = new ArrayList<>(variants);
            Collections.rotate(order, -round);
            for (IntakeVariant variant : order) {
                IntakeSample sample = measure(variant);
                samples.computeIfAbsent(variant, none -> new ArrayList<>()).add(sample);
                System.err.printf("round %d, %s: %s%n", round + 1, variant, sample);
            }
        }
        System.out.println(table(samples));
        return 0;
    }

    private IntakeSample measure(IntakeVariant variant) throws Exception {
        try (Target target = variant.start()) {
            target.send(batches(target, warmUp), batch);
            List<byte[]> batches = batches(target, events);
            Duration cpu = target.process().cpu();
            long begin = System.nanoTime();
            target.send(batches, batch);
            double nanos = System.nanoTime() - begin;
            double sent = batches.size() * (double) batch;
            cpu = target.process().cpu().minus(cpu);
            double resident = ProcessFiles.residentBytes(target.process().pid()) / MEGA;
            return new IntakeSample(
                    sent / nanos * SECOND,
                    cpu.toNanos() / MICROS / sent,
                    target.stop() / (sent + batches(warmUp) * (double) batch),
                    resident);
        }
    }

    private List<byte[]> batches(Target target, int elements) {
        return IntStream.range(0, batches(elements))
                .mapToObj(i -> target.source().batch(batch))
                .toList();
    }

    private int batches(int elements) {
        return Math.max(1, elements / batch);
    }

    private String table(Map<IntakeVariant, List<IntakeSample>> samples) {
        StringBuilder table = new StringBuilder("""
                | variant | stored/s | × | server's CPU µs | bytes on disk | resident MB |
                | --- | --- | --- | --- | --- | --- |
                """);
        List<IntakeSample> base = samples.getOrDefault(variants.get(0), List.of());
        for (IntakeVariant variant : variants) {
            List<IntakeSample> own = samples.getOrDefault(variant, List.of());
            table.append("| ")
                    .append(String.join(
                            " | ",
                            variant.title(),
                            figure(own, IntakeSample::perSecond, 0),
                            Figure.of(IntStream.range(0, own.size())
                                            .mapToDouble(i -> own.get(i).perSecond()
                                                    / base.get(i).perSecond()))
                                    .text(2),
                            figure(own, IntakeSample::cpuMicros, 1),
                            figure(own, IntakeSample::bytesOnDisk, 0),
                            figure(own, IntakeSample::residentMegabytes, 0)))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String figure(List<IntakeSample> samples, ToDoubleFunction<IntakeSample> value, int digits) {
        return Figure.of(samples.stream().mapToDouble(value)).text(digits);
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the variants in turn, several rounds, and prints a table. */
@Command(
        name = "bin/benchmark Services",
        mixinStandardHelpOptions = true,
        description = "What a service costs with and without monitoring, per request.")
public final class ServicesBenchmark implements Callable<Integer> {

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each variant is measured (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "How long each load lasts, flat out and paced (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Most seconds until the compilers must be quiet (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--variants",
            split = ",",
            description =
                    "Which to compare, the first being what the others are compared with (${COMPLETION-CANDIDATES}).")
    private List<Variant> variants = List.of(Variant.values());

    public static void main(String[] args) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        System.exit(new CommandLine(new ServicesBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Map<Variant, List<Sample>> samples = new EnumMap<>(Variant.class);
        try (LoadProcess load = LoadProcess.start()) {
            for (int round = 0; round < rounds; round++) {
                for (Variant variant : turn(round)) {
                    Sample sample = new VariantRun(variant, load, seconds, warmUp).measure();
                    samples.computeIfAbsent(variant, none -> new ArrayList<>()).add(sample);
                    System.err.printf("round %d, %s: %s%n", round + 1, variant, sample);
                }
            }
        }
        System.out.println(new Report(variants, samples).markdown());
        return 0;
    }

    /** A B C, B C A, …: what drifts with time meets all alike. */
    private List<Variant> turn(int round) {
        List<Variant> order = new ArrayList<>(variants);
        Collections.rotate(order, -round);
        return order;
    }
}

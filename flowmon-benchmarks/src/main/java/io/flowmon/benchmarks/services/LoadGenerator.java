/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Makes load, in a process of its own: reads from its input what to do, a {@link LoadOrder} a line, and answers each with
 * a {@link LoadResult}. It serves all variants, so that its own warm-up meets none of them.
 */
final class LoadGenerator {

    static final int CONNECTIONS = 16;

    private LoadGenerator() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = orders.readLine()) != null) {
                System.out.println(run(LoadOrder.parse(line), threads).toLine());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static LoadResult run(LoadOrder order, ExecutorService threads) throws Exception {
        long begin = System.nanoTime();
        List<Future<Histogram>> loads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            loads.add(threads.submit(() -> new LoadConnection(order).run()));
        }
        Histogram all = LoadConnection.newHistogram();
        for (Future<Histogram> load : loads) {
            all.add(load.get());
        }
        return LoadResult.of(all, System.nanoTime() - begin);
    }
}

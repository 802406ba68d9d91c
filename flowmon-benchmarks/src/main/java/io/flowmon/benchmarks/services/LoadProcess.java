/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process of the {@link LoadGenerator}, seen from here. */
final class LoadProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader results;

    private LoadProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.results = process.inputReader(StandardCharsets.UTF_8);
    }

    static LoadProcess start() throws IOException {
        return new LoadProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadGenerator.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Makes load and waits until it is over. */
    LoadResult run(LoadOrder order) throws IOException {
        orders.write(order.toLine());
        orders.newLine();
        orders.flush();
        String result = results.readLine();
        if (result == null) {
            throw new IOException("The load generator has failed; its error is above.");
        }
        return LoadResult.parse(result);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One life of a sender: a {@link SenderProgram} in a JVM of its own, and what it said last. */
final class SenderProcess {

    private final String name;
    private final Process process;
    private final Thread reader;
    private volatile Map<String, Long> said = Map.of();
    private final Map<String, Latency> latencies = new ConcurrentHashMap<>();
    private volatile String phase = "starting";

    private SenderProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "reader of " + name);
        this.reader.start();
    }

    /**
     * Starts one.
     *
     * @param spool its folder; null for none
     */
    static SenderProcess start(String endpoint, @Nullable Path spool, String name, int rate) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Jvm.java(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SenderProgram.class.getName(),
                        endpoint,
                        spool == null ? "-" : spool.toString(),
                        name,
                        Integer.toString(rate)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new SenderProcess(name, process);
    }

    String name() {
        return name;
    }

    String phase() {
        return phase;
    }

    /** A number that it said last; 0 before it said any. */
    long said(String key) {
        return said.getOrDefault(key, 0L);
    }

    /** How long publications took, in nanoseconds. */
    record Latency(long count, long p50, long p99) {}

    /** Ends a phase, and says how long publications took in it. */
    Latency endPhase(String name) throws IOException {
        process.outputWriter().write(name + "\n");
        process.outputWriter().flush();
        return await().until(() -> latencies.get(name), Objects::nonNull);
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; afterwards nothing is said any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    /** Has it publish no more, deliver everything and end. */
    void finish() throws IOException {
        process.getOutputStream().close();
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (ended) {
            reader.join();
        }
        return ended && process.exitValue() == 0;
    }

    @Override
    public String toString() {
        return name + " " + phase + " " + said;
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            @Nullable String line = out.readLine();
            while (line != null) {
                take(line);
                line = out.readLine();
            }
        } catch (IOException killed) {
            // what was read stays
        }
    }

    /** A line that was cut by a kill has fewer fields and counts as not said. */
    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 9) {
            said = fields(words, 1);
            phase = words[0];
        } else if (words.length == 6 && words[0].equals("latency")) {
            Map<String, Long> fields = fields(words, 2);
            latencies.put(words[1], new Latency(number(fields, "count"), number(fields, "p50"), number(fields, "p99")));
        }
    }

    private static long number(Map<String, Long> fields, String name) {
        return fields.getOrDefault(name, 0L);
    }

    private static Map<String, Long> fields(String[] words, int from) {
        Map<String, Long> fields = new TreeMap<>();
        for (int i = from; i < words.length; i++) {
            String[] field = words[i].split("=", 2);
            fields.put(field[0], Long.valueOf(field[1]));
        }
        return fields;
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One life of a sender: a {@link SenderProgram} in a JVM of its own, and what it said last. */
final class SenderProcess {

    private final String name;
    private final Process process;
    private final Thread reader;
    private volatile Map<String, Long> said = Map.of();
    private volatile String phase = "starting";

    private SenderProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "reader of " + name);
        this.reader.start();
    }

    static SenderProcess start(String endpoint, Path spool, String name, int rate) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Jvm.java(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SenderProgram.class.getName(),
                        endpoint,
                        spool.toString(),
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
            Map<String, Long> fields = new TreeMap<>();
            for (int i = 1; i < words.length; i++) {
                String[] field = words[i].split("=", 2);
                fields.put(field[0], Long.valueOf(field[1]));
            }
            said = fields;
            phase = words[0];
        }
    }
}

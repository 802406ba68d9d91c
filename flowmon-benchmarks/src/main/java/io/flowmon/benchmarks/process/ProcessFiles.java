/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What Linux tells of a process in {@code /proc} and a JVM does not. */
public final class ProcessFiles {

    private static final String COMPILER = "CompilerThre";
    private static final String RESIDENT = "VmRSS:";
    private static final int KILO = 1024;

    private ProcessFiles() {}

    /** CPU time of the JIT compilers' threads. */
    public static long compilerNanos(long pid) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(of(pid).resolve("task"))) {
            for (Path task : tasks) {
                sum += isCompiler(task) ? cpuNanos(task) : 0;
            }
        }
        return sum;
    }

    /** Memory that is present. */
    public static long residentBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(of(pid).resolve("status"))) {
            if (line.startsWith(RESIDENT)) {
                return KILO
                        * Long.parseLong(line.substring(RESIDENT.length())
                                .replace("kB", "")
                                .strip());
            }
        }
        throw new IOException("No " + RESIDENT + " in the status of process " + pid);
    }

    private static boolean isCompiler(Path task) throws IOException {
        try {
            return Files.readString(task.resolve("comm")).contains(COMPILER);
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    private static long cpuNanos(Path task) throws IOException {
        String times = Files.readString(task.resolve("schedstat"));
        return Long.parseLong(times.substring(0, times.indexOf(' ')));
    }

    private static Path of(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }
}

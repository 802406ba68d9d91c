/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash.messages;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One life of Alice, Bob or Carl. */
final class ColleagueProcess implements AutoCloseable {

    private final Process process;
    private final Path done;

    private ColleagueProcess(Process process, Path done) {
        this.process = process;
        this.done = done;
    }

    /** @param habits who is next, what it swallows, and at what it hangs: see {@link Colleague} */
    static ColleagueProcess start(Path folder, String name, int server, int rabbit, String... habits)
            throws IOException {
        Path done = Files.createDirectories(folder.resolve("done-by-" + name));
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx128m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Colleague.class.getName(),
                                        name,
                                        "127.0.0.1:" + server,
                                        Integer.toString(rabbit),
                                        done.toString()),
                                Stream.of(habits))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        new File(folder.resolve(name + ".log").toString())))
                .start();
        return new ColleagueProcess(process, done);
    }

    /** Has it send so many orders to somebody. */
    void order(String whom, int count) throws IOException {
        process.outputWriter().write(whom + " " + count + "\n");
        process.outputWriter().flush();
    }

    /** The numbers of the orders that were done, by it and those before it. */
    List<Integer> done() throws IOException {
        try (Stream<Path> files = Files.list(done)) {
            return files.map(file -> Integer.parseInt(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Has it end by itself. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import io.flowmon.benchmarks.process.JavaProcess;
import io.flowmon.benchmarks.process.ProcessFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One of the two services. */
final class ServiceProcess implements AutoCloseable {

    private static final Path MODULE = Path.of("flowmon-benchmarks");
    private static final String AGENT = "opentelemetry-javaagent";

    private final JavaProcess process;
    private final JvmMeter meter;
    private final String address;

    private ServiceProcess(JavaProcess process, JvmMeter meter, int port) {
        this.process = process;
        this.meter = meter;
        this.address = "http://127.0.0.1:" + port;
    }

    /** Starts the service and waits until it answers; it is to call {@code called}. */
    static ServiceProcess start(Variant variant, String name, String called, int monitorPort)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("flowmon-benchmark");
        int port = JavaProcess.freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                // a compiler thread that ends takes its CPU time along
                "-XX:-UseDynamicNumberOfCompilerThreads"));
        List<String> classPath = new ArrayList<>();
        for (Path jar : jars(variant)) {
            if (jar.getFileName().toString().startsWith(AGENT)) {
                arguments.addAll(agent(jar, name, monitorPort));
            } else {
                classPath.add(jar.toString());
            }
        }
        arguments.addAll(List.of(
                "-cp",
                String.join(":", classPath),
                "io.flowmon.benchmarks.service.ServiceApplication",
                "--spring.application.name=" + name,
                "--server.port=" + port,
                "--service.called=" + called,
                "--monitor.port=" + monitorPort,
                "--monitor.folder=" + folder));
        arguments.addAll(variant.arguments());
        JavaProcess process = JavaProcess.start(folder, arguments);
        try {
            process.awaitListening(port);
            return new ServiceProcess(process, JvmMeter.attach(process.pid()), port);
        } catch (IOException | InterruptedException failed) {
            process.close();
            throw failed;
        }
    }

    /** The agent does not read the application's configuration. */
    private static List<String> agent(Path jar, String name, int monitorPort) {
        return List.of(
                "-javaagent:" + jar,
                "-Dotel.service.name=" + name,
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + monitorPort,
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none");
    }

    private static List<Path> jars(Variant variant) throws IOException {
        Path target = MODULE.resolve(variant.folder()).resolve("target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IOException("There is no " + target.resolve("lib") + ". Start bin/benchmark Services.");
        }
        try (Stream<Path> own = Files.list(target);
                Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(own, libraries)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    String address() {
        return address;
    }

    JvmMeter meter() {
        return meter;
    }

    long residentBytes() throws IOException {
        return ProcessFiles.residentBytes(process.pid());
    }

    @Override
    public void close() throws IOException {
        try (process) {
            meter.close();
        }
    }
}

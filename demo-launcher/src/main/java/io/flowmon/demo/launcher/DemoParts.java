/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import io.flowmon.demo.launcher.process.HealthProbe;
import io.flowmon.demo.launcher.process.Part;
import io.flowmon.demo.launcher.process.RedisMain;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of each part. Every JVM watches this one and ends with it. */
final class DemoParts {

    /**
     * A demo is over before C2 and G1 have saved what they cost: until its rules run, the server takes 16 s of processor time
     * rather than 33 s.
     */
    private static final List<String> SOON = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Artifacts artifacts;
    private final Ports ports;
    private final Path data;

    DemoParts(Artifacts artifacts, Ports ports, Path data) {
        this.artifacts = artifacts;
        this.ports = ports;
        this.data = data;
    }

    Part redis() {
        List<String> command = java("redis", List.of("-Xmx32m"));
        command.addAll(List.of(
                "-cp", artifacts.launcher().toString(), RedisMain.class.getName(), String.valueOf(ports.redis())));
        return new Part("redis", command, directory("redis"), HealthProbe.redis(ports.redis()));
    }

    Part server() {
        List<String> command = java("server", serverOptions());
        command.addAll(List.of(
                "-cp",
                artifacts.serverLibraries().resolve("*").toString(),
                "io.flowmon.server.FlowmonServer",
                "--server.port=" + ports.server(),
                "--flowmon.server.zeromq.port=" + ports.zeromq(),
                "--flowmon.server.replay.redis.uri=redis://127.0.0.1:" + ports.redis(),
                "--flowmon.server.replay.redis.push=right",
                "--flowmon.server.data=" + directory("server")));
        return new Part("server", command, directory("server"), health(ports.server()));
    }

    /** DuckDB's native library, and Unsafe as JCTools uses it, are what newer JDKs warn of. */
    private static List<String> serverOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx1g"));
        int version = Runtime.version().feature();
        if (version >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (version >= 24) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }

    /** In the order in which a flow visits them. */
    List<Part> services() {
        String redis = "--spring.data.redis.port=" + ports.redis();
        return List.of(
                service(
                        "frontend",
                        ports.frontend(),
                        "--demo.middleend-url=http://127.0.0.1:" + ports.middleend(),
                        "--demo.flowmon-url=http://localhost:" + ports.server()),
                service("middleend", ports.middleend(), redis),
                service("backend", ports.backend(), redis));
    }

    private Part service(String name, int port, String... settings) {
        List<String> command = java(name, List.of("-Xmx192m"));
        command.addAll(List.of(
                "-jar",
                artifacts.service("demo-" + name).toString(),
                "--server.port=" + port,
                "--flowmon.server=127.0.0.1:" + ports.zeromq()));
        command.addAll(List.of(settings));
        return new Part(name, command, directory(name), health(port));
    }

    private List<String> java(String part, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SOON);
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + directory(part));
        command.add("-javaagent:%s=%d"
                .formatted(artifacts.launcher(), ProcessHandle.current().pid()));
        return command;
    }

    private Path directory(String part) {
        return data.resolve(part);
    }

    private static HealthProbe health(int port) {
        return HealthProbe.http(URI.create("http://127.0.0.1:%d/actuator/health".formatted(port)));
    }
}

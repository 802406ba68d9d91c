/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JobManager and TaskManagers, each a process of its own on the loopback address. They have Flink on their class path and
 * nothing of flowmon, Kafka or Jackson: that comes with the jobs.
 */
public final class FlinkProcesses implements AutoCloseable {

    private static final int LAST_LINES = 40;
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> COME_WITH_JOBS = List.of("flowmon", "kafka", "jackson", "jspecify");

    private final Path folder;
    private final int restPort;
    private final Started jobManager;
    private final List<Started> taskManagers = new ArrayList<>();
    private int startedTaskManagers;

    /** Starts them; it takes some seconds until they answer. */
    public FlinkProcesses(Path folder, int taskManagers, int slotsEach) throws IOException {
        this.folder = folder;
        List<Integer> ports = freePorts();
        this.restPort = ports.get(0);
        Files.writeString(folder.resolve("config.yaml"), configuration(ports.get(1), slotsEach));
        this.jobManager = start(
                "jobmanager", "-Xmx512m", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        for (int i = 0; i < taskManagers; i++) {
            startTaskManager();
        }
    }

    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + restPort);
    }

    public void startTaskManager() throws IOException {
        taskManagers.add(start(
                "taskmanager-" + startedTaskManagers++,
                "-Xmx768m",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"));
    }

    /** Fails if one of them has ended by itself, with the end of what it said. */
    public void requireAlive() throws IOException {
        for (Started one :
                Stream.concat(Stream.of(jobManager), taskManagers.stream()).toList()) {
            if (!one.process().isAlive()) {
                List<String> lines = Files.readAllLines(one.log());
                throw new IllegalStateException(one.log().getFileName() + " says before its end:\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
            }
        }
    }

    /** At once, without a word. */
    public void killTaskManager() throws InterruptedException {
        taskManagers.remove(0).process().destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(jobManager), taskManagers.stream())
                .forEach(one -> one.process().destroyForcibly());
    }

    private String configuration(int rpcPort, int slots) {
        return """
                jobmanager.rpc.address: %1$s
                jobmanager.rpc.port: %2$d
                jobmanager.bind-host: %1$s
                rest.address: %1$s
                rest.bind-address: %1$s
                rest.port: %3$d
                taskmanager.host: %1$s
                taskmanager.bind-host: %1$s
                taskmanager.numberOfTaskSlots: %4$d
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                taskmanager.memory.task.heap.size: 512m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.network.min: 128m
                taskmanager.memory.network.max: 128m
                taskmanager.memory.managed.size: 128m
                heartbeat.interval: 1000
                heartbeat.timeout: 5000
                io.tmp.dirs: %5$s
                """.formatted(LOOPBACK, rpcPort, restPort, slots, folder);
    }

    private Started start(String name, String memory, String main) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile="
                        + Path.of("src", "test", "resources", "logback-test.xml")
                                .toAbsolutePath(),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-cp",
                classPath(),
                main,
                "--configDir",
                folder.toString()));
        Path log = folder.resolve(name + ".log");
        return new Started(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> entry.contains("flink-shaded")
                        || COME_WITH_JOBS.stream().noneMatch(entry.substring(repository(entry))::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Where the path within the repository begins: what stands before it is the machine's own. */
    private static int repository(String entry) {
        int found = entry.indexOf(".m2" + File.separator);
        return Math.max(found, 0);
    }

    /** Two, which are not the same, because both are taken for a moment. */
    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    private record Started(Process process, Path log) {}
}

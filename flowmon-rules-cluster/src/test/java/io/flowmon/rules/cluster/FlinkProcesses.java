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
final class FlinkProcesses implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> COME_WITH_JOBS = List.of("flowmon", "kafka", "jackson", "jspecify");

    private final Path folder;
    private final int restPort;
    private final Process jobManager;
    private final List<Process> taskManagers = new ArrayList<>();

    /** Starts them; it takes some seconds until they answer. */
    FlinkProcesses(Path folder, int taskManagers, int slotsEach) throws IOException {
        this.folder = folder;
        this.restPort = freePort();
        Files.writeString(folder.resolve("config.yaml"), configuration(freePort(), slotsEach));
        this.jobManager = start(
                "jobmanager", "-Xmx512m", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        for (int i = 0; i < taskManagers; i++) {
            startTaskManager();
        }
    }

    URI address() {
        return URI.create("http://" + LOOPBACK + ":" + restPort);
    }

    void startTaskManager() throws IOException {
        taskManagers.add(start(
                "taskmanager-" + taskManagers.size(),
                "-Xmx768m",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"));
    }

    /** At once, without a word. */
    void killTaskManager(int index) throws InterruptedException {
        taskManagers.get(index).destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(jobManager), taskManagers.stream()).forEach(Process::destroyForcibly);
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
                taskmanager.memory.task.heap.size: 512m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.managed.size: 128m
                heartbeat.interval: 1000
                heartbeat.timeout: 5000
                io.tmp.dirs: %5$s
                """.formatted(LOOPBACK, rpcPort, restPort, slots, folder);
    }

    private Process start(String name, String memory, String main) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-cp",
                classPath(),
                main,
                "--configDir",
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

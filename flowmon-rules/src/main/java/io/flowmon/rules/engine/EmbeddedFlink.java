/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Flink inside this process. What it listens on is on the loopback address alone. Any thread. */
public final class EmbeddedFlink implements Flink {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A rule has two or three steps between which rows are handed on, and windows that gather some. */
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

    private static final MemorySize WINDOWS_EACH = MemorySize.ofMebiBytes(4);

    private final MiniCluster cluster;
    private final int parallelism;

    private EmbeddedFlink(MiniCluster cluster, int parallelism) {
        this.cluster = cluster;
        this.parallelism = parallelism;
    }

    /**
     * Starts it, which takes some seconds.
     *
     * @param mostJobs how many can run at once
     * @param parallelism in how many parts each of them runs
     */
    public static EmbeddedFlink start(int mostJobs, int parallelism) throws IOException {
        int slots = mostJobs * parallelism;
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(BlobServerOptions.PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, WINDOWS_EACH.multiply(slots));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setCommonBindAddress(LOOPBACK)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            cluster.start();
        } catch (Exception unable) {
            new EmbeddedFlink(cluster, parallelism).close();
            throw new IOException("Flink could not be started", unable);
        }
        return new EmbeddedFlink(cluster, parallelism);
    }

    @Override
    public StreamExecutionEnvironment environment(Path folder, Duration checkpointInterval) {
        Configuration configuration = Flink.configuration(folder, checkpointInterval);
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    @Override
    public JobID submit(StreamExecutionEnvironment environment, String name, @Nullable Path checkpoint)
            throws IOException {
        return await(cluster.submitJob(Flink.job(environment, name, checkpoint)))
                .getJobID();
    }

    /** None: it has begun with this process. */
    @Override
    public List<Running> running() {
        return List.of();
    }

    @Override
    public String signature() {
        return "";
    }

    @Override
    public void stop(JobID job) {
        try {
            await(cluster.triggerCheckpoint(job));
        } catch (IOException notRunning) {
            // it goes on from the last one that there is
        }
        try {
            await(cluster.cancelJob(job));
            await(cluster.requestJobResult(job));
        } catch (IOException ended) {
            // then it is as it should be
        }
    }

    @Override
    public JobState state(JobID job) {
        try {
            JobStatus status = await(cluster.getJobStatus(job));
            RuleStatus.State state = RuleStatus.State.of(status);
            boolean failed = state == RuleStatus.State.RESTARTING || state == RuleStatus.State.FAILED;
            return new JobState(state, failed ? failure(job) : null, true);
        } catch (IOException unknown) {
            return new JobState(RuleStatus.State.FAILED, String.valueOf(unknown.getMessage()), true);
        }
    }

    @Override
    public boolean outlivesThis() {
        return false;
    }

    @Override
    public void close() {
        try {
            await(cluster.closeAsync());
        } catch (IOException late) {
            // the process ends, or goes on without it
        }
    }

    private String failure(JobID job) throws IOException {
        ErrorInfo info = await(cluster.getExecutionGraph(job)).getFailureInfo();
        return info == null
                ? "it failed"
                : info.getExceptionAsString().lines().findFirst().orElse("it failed");
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for Flink", stopped);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("Flink did not do it: " + failed.getMessage(), failed);
        }
    }
}

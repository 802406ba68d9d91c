/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/** Flink inside this process. What it listens on is on the loopback address alone. Any thread. */
public final class EmbeddedFlink implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A rule has two or three steps between which rows are handed on, and windows that gather some. */
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

    private static final MemorySize WINDOWS_EACH = MemorySize.ofMebiBytes(4);

    private final MiniCluster cluster;

    private EmbeddedFlink(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts it, which takes some seconds.
     *
     * @param mostJobs how many can run at once
     */
    public static EmbeddedFlink start(int mostJobs) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(BlobServerOptions.PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, WINDOWS_EACH.multiply(mostJobs));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setCommonBindAddress(LOOPBACK)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(mostJobs)
                .build());
        try {
            cluster.start();
        } catch (Exception unable) {
            new EmbeddedFlink(cluster).close();
            throw new IOException("Flink could not be started", unable);
        }
        return new EmbeddedFlink(cluster);
    }

    /** Where a job is built that keeps its checkpoints in {@code folder}. */
    public StreamExecutionEnvironment environment(Path folder, Duration checkpointInterval) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        return environment;
    }

    /**
     * Runs what was built.
     *
     * @param checkpoint to go on from, or null
     */
    public JobID submit(StreamExecutionEnvironment environment, String name, @Nullable Path checkpoint)
            throws IOException {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        JobGraph job = graph.getJobGraph();
        if (checkpoint != null) {
            job.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), false));
        }
        return await(cluster.submitJob(job)).getJobID();
    }

    /** Takes a last checkpoint, as far as that is possible, and ends the job. Returns the checkpoint, or null. */
    public @Nullable Path stop(JobID job) {
        Path last = null;
        try {
            last = Path.of(URI.create(await(cluster.triggerCheckpoint(job))));
        } catch (IOException notRunning) {
            // it goes on from the last one that there is
        }
        try {
            await(cluster.cancelJob(job));
            await(cluster.requestJobResult(job));
        } catch (IOException ended) {
            // then it is as it should be
        }
        return last;
    }

    /** How the job is doing. */
    public JobState state(JobID job) {
        try {
            JobStatus status = await(cluster.getJobStatus(job));
            return switch (status) {
                case RUNNING -> new JobState(RuleStatus.State.RUNNING, null);
                case CREATED, INITIALIZING -> new JobState(RuleStatus.State.STARTING, null);
                case RESTARTING, FAILING -> new JobState(RuleStatus.State.RESTARTING, failure(job));
                default -> new JobState(RuleStatus.State.FAILED, failure(job));
            };
        } catch (IOException unknown) {
            return new JobState(RuleStatus.State.FAILED, String.valueOf(unknown.getMessage()));
        }
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

    /**
     * How a job is doing.
     *
     * @param problem for a person; null while there is none
     */
    public record JobState(RuleStatus.State state, @Nullable String problem) {}
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/** Where jobs run. Any thread. */
public interface Flink extends AutoCloseable {

    /** Where a job is built that keeps its checkpoints in {@code folder}. */
    StreamExecutionEnvironment environment(Path folder, Duration checkpointInterval);

    /**
     * Runs what was built.
     *
     * @param checkpoint to go on from, or null
     */
    JobID submit(StreamExecutionEnvironment environment, String name, @Nullable Path checkpoint) throws IOException;

    /** The jobs that are there and have not ended: those of a process before this one, too. */
    List<Running> running() throws IOException;

    /**
     * Takes a last checkpoint, as far as that is possible, and ends the job.
     *
     * @throws IOException when it may still be running
     */
    void stop(JobID job) throws IOException;

    /** What a job takes from here besides its rule: one that was submitted with another must be submitted again. */
    String signature();

    /** How the job is doing. */
    JobState state(JobID job);

    /** Whether jobs go on when this process ends. */
    boolean outlivesThis();

    @Override
    void close();

    /** A job that has not ended. */
    record Running(String name, JobID id) {}

    /** What every rule's job is configured with. */
    static Configuration configuration(Path folder, Duration checkpointInterval) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    /**
     * What was built, as a job.
     *
     * @param checkpoint to go on from, which is the job's own from then on; or null
     */
    static JobGraph job(StreamExecutionEnvironment environment, String name, @Nullable Path checkpoint) {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        JobGraph job = graph.getJobGraph();
        if (checkpoint != null) {
            job.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), false, RecoveryClaimMode.CLAIM));
        }
        return job;
    }

    /**
     * How a job is doing.
     *
     * @param problem for a person; null while there is none
     * @param known false when nobody knows of the job any more, so that it will not come back by itself
     */
    record JobState(RuleStatus.State state, @Nullable String problem, boolean known) {}
}

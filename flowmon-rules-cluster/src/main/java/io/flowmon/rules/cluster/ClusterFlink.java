/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster;

import io.flowmon.rules.engine.Flink;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.rules.engine.RulesEngine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.RootExceptionInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster that others run, over its REST interface. How jobs are doing is asked every second by a thread of its own, so
 * that {@link #state} answers at once, also while the cluster does not.
 */
public final class ClusterFlink implements Flink {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_CHECKPOINT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(10);
    /** A job that ends at once is not begun again at once. */
    private static final Duration BETWEEN_SUBMISSIONS = Duration.ofSeconds(30);

    private static final int DEFAULT_PORT = 8081;

    private final RestClusterClient<String> client;
    private final String address;
    private final Configuration options;
    private final int parallelism;
    private final Set<URI> jars;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "flowmon-cluster-look");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<JobID, Long> submitted = new ConcurrentHashMap<>();
    private volatile Look seen = new Look(Long.MIN_VALUE, Map.of(), null);

    private ClusterFlink(
            RestClusterClient<String> client, String address, Configuration options, int parallelism, Set<URI> jars) {
        this.client = client;
        this.address = address;
        this.options = options;
        this.parallelism = parallelism;
        this.jars = jars;
    }

    /**
     * The cluster at that address, which must answer.
     *
     * @param jobManager of its REST interface, {@code http} or {@code https}
     * @param parallelism of each job
     * @param options more of Flink, for the client (such as {@code security.ssl.rest.truststore}) and for jobs (such as
     *     {@code state.backend.type})
     * @throws IOException when it does not answer, or jobs could not be sent from here
     */
    public static ClusterFlink connect(URI jobManager, int parallelism, Map<String, String> options)
            throws IOException {
        Configuration configuration = Configuration.fromMap(options);
        Configuration rest = new Configuration(configuration);
        rest.set(RestOptions.ADDRESS, jobManager.getHost());
        rest.set(RestOptions.PORT, jobManager.getPort() < 0 ? DEFAULT_PORT : jobManager.getPort());
        rest.set(RestOptions.RETRY_MAX_ATTEMPTS, 1);
        rest.set(RestOptions.CONNECTION_TIMEOUT, LOOK);
        if ("https".equals(jobManager.getScheme())) {
            rest.set(SecurityOptions.SSL_REST_ENABLED, true);
        }
        Set<URI> jars = JobJars.find();
        ClusterFlink cluster;
        try {
            cluster = new ClusterFlink(
                    new RestClusterClient<>(rest, "flowmon"), jobManager.toString(), configuration, parallelism, jars);
        } catch (Exception unusable) {
            throw new IOException(
                    "The Flink cluster at " + jobManager + " cannot be used: " + unusable.getMessage(), unusable);
        }
        Look first = cluster.look();
        if (first.trouble() != null) {
            cluster.close();
            throw new IOException(first.trouble());
        }
        cluster.seen = first;
        var unused = cluster.looking.scheduleWithFixedDelay(
                () -> cluster.seen = cluster.look(),
                BETWEEN_LOOKS.toMillis(),
                BETWEEN_LOOKS.toMillis(),
                TimeUnit.MILLISECONDS);
        return cluster;
    }

    @Override
    public StreamExecutionEnvironment environment(Path folder, Duration checkpointInterval) {
        Configuration configuration = Flink.configuration(folder, checkpointInterval);
        configuration.addAll(options);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    @Override
    public JobID submit(StreamExecutionEnvironment environment, String name, @Nullable Path checkpoint)
            throws IOException {
        JobGraph job = Flink.job(environment, name, checkpoint);
        jars.forEach(jar -> job.addJar(new Path(jar)));
        JobID id = await(client.submitJob(job), PATIENCE);
        submitted.put(id, System.nanoTime());
        return id;
    }

    @Override
    public List<Running> running() throws IOException {
        return await(client.listJobs(), LOOK).stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .map(job -> new Running(job.getJobName(), job.getJobId()))
                .toList();
    }

    @Override
    public String signature() {
        return parallelism + " " + new TreeMap<>(options.toMap()) + " " + JobJars.signature(jars);
    }

    @Override
    public void stop(JobID job) throws IOException {
        try {
            await(client.triggerCheckpoint(job, CheckpointType.CONFIGURED), LONGEST_CHECKPOINT);
        } catch (IOException notRunning) {
            // it goes on from the last one that there is
        }
        if (running().stream().anyMatch(one -> one.id().equals(job))) {
            await(client.cancel(job), LOOK);
            await(client.requestJobResult(job), PATIENCE);
        }
        submitted.remove(job);
    }

    @Override
    public JobState state(JobID job) {
        Look look = seen;
        if (look.trouble() != null) {
            return new JobState(RuleStatus.State.RESTARTING, look.trouble(), true);
        }
        Job found = look.jobs().get(job);
        if (found == null) {
            boolean tooNew = look.begun() < submitted.getOrDefault(job, Long.MIN_VALUE);
            return tooNew
                    ? new JobState(RuleStatus.State.STARTING, null, true)
                    : new JobState(RuleStatus.State.FAILED, "the cluster knows nothing of it any more", false);
        }
        boolean ended = found.status().isGloballyTerminalState();
        boolean patient =
                System.nanoTime() - submitted.getOrDefault(job, Long.MIN_VALUE / 2) < BETWEEN_SUBMISSIONS.toNanos();
        return new JobState(RuleStatus.State.of(found.status()), found.problem(), !ended || patient);
    }

    @Override
    public boolean outlivesThis() {
        return true;
    }

    @Override
    public void close() {
        looking.shutdownNow();
        client.close();
    }

    private Look look() {
        long begun = System.nanoTime();
        try {
            Map<JobID, Job> jobs = new HashMap<>();
            for (JobStatusMessage job : await(client.listJobs(), LOOK)) {
                jobs.put(job.getJobId(), new Job(job.getJobState(), problem(job)));
            }
            return new Look(begun, jobs, null);
        } catch (IOException | RuntimeException unable) {
            return new Look(
                    begun, Map.of(), "The Flink cluster at " + address + " does not answer: " + unable.getMessage());
        }
    }

    private @Nullable String problem(JobStatusMessage job) {
        RuleStatus.State state = RuleStatus.State.of(job.getJobState());
        if (!job.getJobName().startsWith(RulesEngine.JOB)
                || (state != RuleStatus.State.RESTARTING && state != RuleStatus.State.FAILED)) {
            return null;
        }
        try {
            return failure(job);
        } catch (IOException unknown) {
            return "it failed";
        }
    }

    private String failure(JobStatusMessage job) throws IOException {
        JobExceptionsMessageParameters parameters = new JobExceptionsMessageParameters();
        parameters.jobPathParameter.resolve(job.getJobId());
        List<RootExceptionInfo> failures = await(
                        client.sendRequest(
                                JobExceptionsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()),
                        LOOK)
                .getExceptionHistory()
                .getEntries();
        return failures.isEmpty()
                ? "it failed"
                : failures.get(0).getStacktrace().lines().findFirst().orElse("it failed");
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience) throws IOException {
        try {
            return future.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for Flink", stopped);
        } catch (TimeoutException late) {
            throw new IOException("no answer in " + patience.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), failed);
        }
    }

    /**
     * What the cluster said of its jobs.
     *
     * @param begun when it was asked, as {@link System#nanoTime}
     * @param trouble why it said nothing, or null
     */
    private record Look(
            long begun, Map<JobID, Job> jobs, @Nullable String trouble) {}

    /** A job as the cluster knows it. */
    private record Job(JobStatus status, @Nullable String problem) {}
}

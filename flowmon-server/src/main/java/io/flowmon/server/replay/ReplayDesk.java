/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.access.audit.Actor;
import io.flowmon.server.message.Ledger;
import io.flowmon.server.query.QueryScope;
import io.flowmon.server.replay.target.ReplayTargets;
import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import io.flowmon.server.store.QueryFailedException;
import io.flowmon.server.store.Replay;
import io.flowmon.server.store.ReplayStore;
import io.flowmon.server.store.ReplayedMessage;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where people have messages sent again: planned first, then one replay after the other on a thread of its own. Who asked for
 * what, and what came of it, stands in the audit log. Nothing is ever deleted by a replay. Any thread.
 */
@Component
public class ReplayDesk {

    /** More messages than this are replayed in several goes. */
    private static final int MOST_MESSAGES = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDesk.class);
    private static final int MOST_WAITING = 100;
    private static final long MOST_WAITING_MESSAGES = 2L * MOST_MESSAGES;
    private static final int MOST_REPLAYS = 100;
    private static final int PART = 2_000;
    private static final long PATIENCE_SECONDS = 10;

    private final MessageStore messages;
    private final Ledger ledger;
    private final ReplayPlanner planner;
    private final ReplayTargets targets;
    private final ReplayStore store;
    private final ReplayReports reports;
    private final AuditEventRepository audit;
    private final Map<String, ReplayRun> runs = new ConcurrentHashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "flowmon-replay"));

    ReplayDesk(
            MessageStore messages,
            Ledger ledger,
            ReplayPlanner planner,
            ReplayTargets targets,
            ReplayStore store,
            ReplayReports reports,
            AuditEventRepository audit) {
        this.messages = messages;
        this.ledger = ledger;
        this.planner = planner;
        this.targets = targets;
        this.store = store;
        this.reports = reports;
        this.audit = audit;
    }

    @PostConstruct
    void interruptWhatWasLeft() {
        try {
            store.interruptAll(now());
        } catch (IOException trouble) {
            LOG.warn("Replays of the server before this one cannot be marked as interrupted", trouble);
        }
    }

    /** The dry run: what would be sent, and what cannot. Nothing is sent. What is wrong with the request is answered with 400. */
    public PlanDocument plan(ReplayRequest request) {
        List<UUID> chosen = QueryScope.inner(() -> chosen(request.selection(ledger.lostBefore())));
        PlanDocument.Tally tally = new PlanDocument.Tally();
        int from = 0;
        while (from < chosen.size()) {
            ReplayPlanner.Part part = planner.planFirstOf(chosen.subList(from, Math.min(chosen.size(), from + PART)));
            tally.add(part.messages());
            from += part.ids();
        }
        return tally.document();
    }

    /** The messages that the selection chooses, oldest first. */
    private List<UUID> chosen(ReplaySelection selection) {
        List<UUID> ids =
                selection.query() == null ? selection.ids() : messages.ids(selection.query(), MOST_MESSAGES + 1);
        if (ids.size() > MOST_MESSAGES) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "These are more than " + MOST_MESSAGES + " messages; choose fewer");
        }
        return ids;
    }

    /** Begins a replay. What is wrong with the request is answered with 400. */
    public ReplayDocument start(ReplayRequest request, @Nullable Principal who) {
        ReplaySelection selection = request.selection(ledger.lostBefore());
        Choice choice = QueryScope.inner(() -> choice(selection));
        if (choice.ids().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "No message is chosen by this");
        }
        Replay replay = new Replay(
                UUID.randomUUID().toString(),
                Actor.name(who),
                now(),
                selection.description(),
                Replay.State.WAITING,
                choice.ids().size(),
                null,
                Map.of());
        ReplayRun run = new ReplayRun(replay.id(), choice, new Pace(request.rate()), planner, targets, store, reports);
        enqueue(run);
        try {
            store.begin(replay);
        } catch (IOException trouble) {
            runs.remove(run.id());
            throw unavailable(trouble);
        }
        audit(
                replay.by(),
                "REPLAY_STARTED",
                Map.of("replay", replay.id(), "messages", choice.ids().size(), "selection", selection.description()));
        try {
            thread.execute(() -> run(run, replay.by()));
        } catch (RejectedExecutionException serverEnds) {
            runs.remove(run.id());
            end(run, Replay.State.INTERRUPTED, replay.by());
        }
        return ReplayDocument.of(replay, null);
    }

    private Choice choice(ReplaySelection selection) {
        List<UUID> chosen = chosen(selection);
        MessageQuery query = selection.query();
        if (query != null) {
            return new Choice(chosen, query.states(), Map.of());
        }
        Map<UUID, Long> replays = new HashMap<>();
        messages.messages(chosen, ledger.lostBefore())
                .forEach(message -> replays.put(message.messageId(), message.replays()));
        return new Choice(chosen, Set.of(), replays);
    }

    /** Takes the run among those that wait, if their messages do not become too many to remember. */
    private synchronized void enqueue(ReplayRun run) {
        long waiting = runs.values().stream().mapToLong(ReplayRun::size).sum();
        if (runs.size() >= MOST_WAITING || waiting + run.size() > MOST_WAITING_MESSAGES) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "%d replays with %d messages are waiting already; try again later".formatted(runs.size(), waiting));
        }
        runs.put(run.id(), run);
    }

    private void run(ReplayRun run, String by) {
        Replay.State end = Replay.State.FAILED;
        try {
            store.state(run.id(), Replay.State.RUNNING, null);
            end = run.run();
        } catch (IOException | QueryFailedException trouble) {
            LOG.warn("Replay {} cannot go on: {}", run.id(), trouble.getMessage());
        } catch (InterruptedException serverEnds) {
            Thread.currentThread().interrupt();
            end = Replay.State.INTERRUPTED;
        } catch (RuntimeException bug) {
            LOG.error("Replay {} cannot go on", run.id(), bug);
        } finally {
            runs.remove(run.id());
            end(run, end, by);
        }
    }

    private void end(ReplayRun run, Replay.State state, String by) {
        String id = run.id();
        try {
            store.state(id, state, now());
        } catch (IOException trouble) {
            LOG.warn("The end of replay {} cannot be stored: {}", id, trouble.getMessage());
        }
        String outcomes = outcomes(id);
        audit(
                by,
                "REPLAY_ENDED",
                Map.of("replay", id, "state", state.wireName(), "outcomes", outcomes, "from_the_vault", run.opened()));
    }

    private String outcomes(String id) {
        try {
            return store.replay(id).map(Replay::outcomes).orElse(Map.of()).toString();
        } catch (QueryFailedException notNow) {
            return "unknown";
        }
    }

    /** Stops a replay: the batch that is being sent is the last one. */
    public ReplayDocument stop(String id, @Nullable Principal who) {
        Replay replay = replay(id);
        ReplayRun run = runs.get(id);
        if (run == null) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The replay is over already");
        }
        run.stop();
        audit(Actor.name(who), "REPLAY_STOPPED", Map.of("replay", id));
        return ReplayDocument.of(replay, null);
    }

    /** The newest replays. */
    public List<ReplayDocument> replays() {
        return store.replays(MOST_REPLAYS).stream()
                .map(replay -> ReplayDocument.of(replay, null))
                .toList();
    }

    /** A replay, and how far its messages have come by now. */
    public ReplayDocument progress(String id) {
        return ReplayDocument.of(replay(id), store.states(id, ledger.lostBefore()));
    }

    /**
     * A page of a replay's messages, each before and after, in the order in which they were sent.
     *
     * @param outcome of that outcome alone; null for all
     */
    public Page<ComparisonDocument> comparisons(
            String id, ReplayedMessage.@Nullable Outcome outcome, @Nullable String cursor, int limit) {
        Page<ReplayedMessage> page = store.messages(replay(id).id(), outcome, cursor, limit);
        List<UUID> made = page.items().stream()
                .map(ReplayedMessage::message)
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, MessageSummary> now = new HashMap<>();
        messages.messages(made, ledger.lostBefore()).forEach(message -> now.put(message.messageId(), message));
        return new Page<>(
                page.items().stream()
                        .map(message -> ComparisonDocument.of(message, now))
                        .toList(),
                page.cursor());
    }

    private Replay replay(String id) {
        return store.replay(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no replay " + id));
    }

    @PreDestroy
    void close() throws InterruptedException {
        runs.values().forEach(ReplayRun::interrupt);
        thread.shutdown();
        if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    private void audit(String who, String type, Map<String, Object> data) {
        audit.add(new AuditEvent(who, type, data));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static ResponseStatusException unavailable(IOException trouble) {
        return new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(trouble.getMessage()), trouble);
    }
}

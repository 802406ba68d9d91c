/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.server.alert.KnownRules;
import io.flowmon.server.lifecycle.Watch;
import io.flowmon.server.store.ContractStore;
import io.flowmon.server.store.ContractTotal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Holds flows against contracts beside a server that is serving already, looks whether somebody has changed a file, and stops
 * before the store is closed. It has a thread of its own; questions may come on any.
 */
final class ContractRunner implements SmartLifecycle, KnownRules {

    private static final Logger log = LoggerFactory.getLogger(ContractRunner.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final EventFeed feed;
    private final ContractStore store;
    private final ContractFolder folder;
    private final Watch watch = new Watch();
    private volatile State state = new State(List.of(), Map.of(), null, 0, null);
    private @Nullable ContractChecker checker;
    private List<ContractFile> read = List.of();
    private List<ContractFile> files = List.of();
    private long skippedBefore;

    ContractRunner(EventFeed feed, ContractStore store, ContractFolder folder) {
        this.feed = feed;
        this.store = store;
        this.folder = folder;
    }

    /**
     * How judging is doing.
     *
     * @param judgedUpTo what had settled by then has been judged; null where nothing is judged
     * @param skipped flows that were not judged since the start: too many at once, too large or too old, or judging them failed
     * @param trouble why flows cannot be judged now, if that is so
     */
    record State(
            List<ContractFile> files,
            Map<String, ContractTotal> totals,
            @Nullable Instant judgedUpTo,
            long skipped,
            @Nullable String trouble) {}

    State state() {
        return state;
    }

    @Override
    public void start() {
        List<ContractFile> found = folder.changed().orElse(List.of());
        folder.forget();
        state = new State(asKept(found), Map.of(), null, 0, null);
        watch.start("flowmon-contracts", this::run);
    }

    @Override
    public void stop() {
        watch.stop();
    }

    @Override
    public boolean isRunning() {
        return watch.isRunning();
    }

    @Override
    public String origin() {
        return Contract.ORIGIN;
    }

    @Override
    public Set<String> ids() {
        return state.files().stream()
                .map(ContractFile::contract)
                .flatMap(contract -> contract == null ? Set.<String>of().stream() : Set.of(contract.rule()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void run() throws InterruptedException {
        boolean more = false;
        do {
            more = look();
        } while (watch.rest(more ? Duration.ZERO : BETWEEN_LOOKS));
    }

    /** Whoever could not keep something, or had no memory left, goes on with what is kept: the thread outlives its errors. */
    private boolean look() throws InterruptedException {
        try {
            ContractChecker running = upToDate();
            boolean more = running.hasContracts() && running.tick();
            show(running, null);
            return more;
        } catch (IOException | RuntimeException | Error failure) {
            trouble(failure);
            return false;
        }
    }

    private ContractChecker upToDate() throws IOException, InterruptedException {
        List<ContractFile> changed = folder.changed().orElse(null);
        ContractChecker running = checker;
        if (changed != null) {
            read = changed;
            changed.forEach(file -> file.problems()
                    .forEach(problem -> log.warn("A contract cannot be used as its file is: {}", problem)));
        }
        Instant now = Instant.now();
        if (running != null && running.hasContracts() && running.isFarBehind(now)) {
            log.warn(
                    "Flows that settled from {} on are not held against contracts: there are too many",
                    running.judgedUpTo());
            running = null;
        }
        if (running == null || changed != null) {
            skippedBefore += checker == null ? 0 : checker.skipped();
            checker = null;
            files = KeptContracts.fill(read, store.totals());
            running = ContractChecker.resume(feed, store, files, now);
            checker = running;
            if (changed != null) {
                log.info("Contracts: {}", usable(files));
            }
        }
        return running;
    }

    /** Until judging has begun, so that nobody takes a contract for gone whose file cannot be read. */
    private List<ContractFile> asKept(List<ContractFile> found) {
        try {
            return KeptContracts.fill(found, store.totals());
        } catch (IOException toldWhenJudging) {
            return found;
        }
    }

    private static List<String> usable(List<ContractFile> files) {
        return files.stream()
                .filter(file -> file.contract() != null)
                .map(ContractFile::id)
                .toList();
    }

    private void show(ContractChecker running, @Nullable String trouble) {
        state = new State(
                files,
                running.totals().stream().collect(Collectors.toMap(ContractTotal::contract, total -> total)),
                running.hasContracts() ? running.judgedUpTo() : null,
                skippedBefore + running.skipped(),
                trouble);
    }

    private void trouble(Throwable failure) {
        String message = failure instanceof Error ? failure.toString() : String.valueOf(failure.getMessage());
        State before = state;
        if (!message.equals(before.trouble())) {
            log.warn("Flows cannot be held against contracts: {}", message, failure);
        }
        if (checker != null) {
            skippedBefore += checker.skipped();
        }
        checker = null;
        state = new State(files, before.totals(), before.judgedUpTo(), skippedBefore, message);
    }
}

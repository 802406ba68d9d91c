/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.state;

import io.flowmon.server.notification.ChannelStatus;
import io.flowmon.server.store.Removal;
import io.flowmon.server.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the server itself is doing. Counters count since it was started. */
public record ServerState(
        Instant startedAt, Intake intake, Store store, Vault.State vault, Rules rules, List<ChannelStatus> channels) {

    public ServerState {
        channels = List.copyOf(channels);
    }

    /** Everything that keeps the server from doing its work, in words for people. */
    public List<String> troubles() {
        return Stream.of(intake.trouble(), store.trouble(), rules.trouble())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * What takes events in.
     *
     * @param trouble why events over ZeroMQ are not taken in; null if they are
     * @param port of ZeroMQ
     * @param unreadable messages that were none of the protocol, and of which nothing is kept
     */
    public record Intake(@Nullable String trouble, int port, long unreadable, List<Source> sources) {}

    /** What came in one way, such as {@code zeromq} or {@code http}. */
    public record Source(String source, long events, long rejected) {}

    /**
     * What keeps events. Sizes in bytes; null where the disk does not tell.
     *
     * @param trouble why nothing can be stored; null if it can
     * @param removed events that retention removed
     */
    public record Store(
            @Nullable String trouble,
            @Nullable Long file,
            @Nullable Long log,
            @Nullable Long diskFree,
            long removed,
            @Nullable Removal lastRemoval) {}

    /**
     * What raises alerts.
     *
     * @param trouble why no rule runs; null if they do, or are switched off
     * @param lagSeconds how long ago that was received up to which all rules have judged; null while none has
     * @param problems rules that do not run, and files that are none, with what is wrong
     */
    public record Rules(
            boolean enabled,
            @Nullable String trouble,
            long running,
            long total,
            @Nullable Double lagSeconds,
            List<String> problems) {}
}

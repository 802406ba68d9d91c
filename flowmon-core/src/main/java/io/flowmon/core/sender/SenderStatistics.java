/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the events, in events unless said otherwise. {@code offered} and {@code recovered} together are the
 * sum of {@code queued}, {@code inFlight}, {@code spooled}, {@code acknowledged} and all that is {@code dropped}, but for
 * events in motion while the numbers are read.
 *
 * @param state how the sender stands with its server
 * @param connected whether the transport took what it was last given, which may be a heartbeat ago; null before it was
 *     given anything
 * @param offered handed over by the application's threads
 * @param recovered found in the spool, left there by an earlier process
 * @param queued waiting to be encoded
 * @param queuedBytes memory that the waiting ones hold, in bytes
 * @param inFlight encoded and held to be sent, or sent and not yet acknowledged
 * @param spooled waiting on disk, not in flight
 * @param spoolBytes bytes that the spool holds on disk, for what is in flight as well
 * @param unspooled of those in flight or acknowledged: left although the spool that was asked for could not take them
 * @param acknowledged stored durably by the server
 * @param dropped given up, by cause; causes that never occurred are absent
 * @param lastError the last failure in words; null if there never was one
 */
public record SenderStatistics(
        SenderState state,
        @Nullable Boolean connected,
        long offered,
        long recovered,
        int queued,
        long queuedBytes,
        int inFlight,
        long spooled,
        long spoolBytes,
        long unspooled,
        long acknowledged,
        Map<String, Long> dropped,
        @Nullable String lastError) {}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the events, in events unless said otherwise. {@code offered} is the sum of all the others, but for
 * events in motion while the numbers are read.
 *
 * @param queued waiting to be encoded
 * @param queuedBytes memory that the waiting ones hold, in bytes
 * @param inFlight encoded, and not yet acknowledged
 * @param acknowledged stored durably by the server
 * @param dropped given up, by cause; causes that never occurred are absent
 * @param connected whether the transport took what it was last given, which may be a heartbeat ago; null before it was
 *     given anything
 * @param lastError the last failure in words; null if there never was one
 */
public record SenderStatistics(
        long offered,
        int queued,
        long queuedBytes,
        int inFlight,
        long acknowledged,
        Map<String, Long> dropped,
        @Nullable Boolean connected,
        @Nullable String lastError) {}

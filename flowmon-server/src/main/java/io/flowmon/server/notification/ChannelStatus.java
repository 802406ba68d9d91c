/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is doing.
 *
 * @param target where its messages go, as far as everybody may know
 * @param severity least one that it is told of
 * @param rules that it is told of; all if empty
 * @param trouble why it is not told what it should be; null if all is well
 * @param delivered notices since the server started
 * @param givenUp notices that it will never take, since the server started
 * @param lastDelivered when it took the last message; null if none since the server started
 */
public record ChannelStatus(
        String name,
        String type,
        String target,
        String severity,
        List<String> rules,
        Duration interval,
        @Nullable String trouble,
        long delivered,
        long givenUp,
        @Nullable Instant lastDelivered) {}

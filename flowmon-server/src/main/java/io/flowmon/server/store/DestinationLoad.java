/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/**
 * Messages as they were sent to a queue, channel or stream, whether received or not.
 *
 * @param endpoint the destination, as sender and receiver call it: {@code LIST app_queue}
 * @param sent messages
 * @param represented how many they stand for where flows are sampled
 * @param unreceived those of them whose receipt is not in the range
 * @param receivers how many module types received from it
 * @param gaps times between sends, of all senders together
 */
public record DestinationLoad(
        String endpoint, long sent, double represented, long unreceived, int receivers, Gaps gaps) {}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.EventBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A message that the application took from a bus.
 *
 * @param action begun at the receipt; knows the message's ids
 * @param context the flow while the message is handled
 * @param endpoint where it was taken from
 * @param body what is captured of the payload
 * @param consumerGroup the consumer group that it was taken for, if there is such a thing
 * @param redelivered whether it is known to have been received before
 * @param stored the bytes as they lay in the bus
 * @param content the bytes that the application got
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared as a record
public record ReceivedMessage(
        Action action,
        FlowContext context,
        String endpoint,
        @Nullable CapturedBody body,
        @Nullable String consumerGroup,
        boolean redelivered,
        byte[] stored,
        byte[] content) {

    Event complete(EventBuilder event) {
        return event.consumerGroup(consumerGroup).redelivered(redelivered).build();
    }

    Event completeWithBody(EventBuilder event) {
        return complete(body == null ? event : event.payload(body));
    }
}

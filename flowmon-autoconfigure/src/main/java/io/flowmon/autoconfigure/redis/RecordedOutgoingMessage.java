/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.publish.EventPublisher;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** Reports {@code Send message} once it is known what became of it. */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
record RecordedOutgoingMessage(
        Action action, Destination destination, byte[] stored, CapturedBody body, EventPublisher publisher)
        implements OutgoingMessage {

    @Override
    public void sent() {
        report(Outcome.OK, null, null);
    }

    @Override
    public void published(long receivers) {
        report(Outcome.OK, null, new Result(0, null, Map.of("receivers", receivers)));
    }

    @Override
    public void failed(Throwable error) {
        report(error instanceof QueryTimeoutException ? Outcome.TIMEOUT : Outcome.EXCEPTION, error, null);
    }

    @Override
    public void calledOff() {
        report(Outcome.CANCELLED, null, null);
    }

    private void report(Outcome outcome, @Nullable Throwable error, @Nullable Result result) {
        publisher.publish(action.endEvent(MessageTypes.SEND_MESSAGE, destination.endpoint(), outcome, error)
                .peer(destination.name())
                .payload(body)
                .result(result)
                .build());
    }
}

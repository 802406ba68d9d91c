/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.ServiceParams;
import io.flowmon.core.publish.EventPublisher;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** Reports {@code Send message} once it is known what became of it. */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
record RecordedOutgoingMessage(Action action, ListKey list, byte[] stored, CapturedBody body, EventPublisher publisher)
        implements OutgoingMessage {

    @Override
    public void sent() {
        report(Outcome.OK, null);
    }

    @Override
    public void failed(Throwable error) {
        report(error instanceof QueryTimeoutException ? Outcome.TIMEOUT : Outcome.EXCEPTION, error);
    }

    @Override
    public void calledOff() {
        report(Outcome.CANCELLED, null);
    }

    private void report(Outcome outcome, @Nullable Throwable error) {
        publisher.publish(action.endEvent(MessageTypes.SEND_MESSAGE, list.endpoint(), outcome, error)
                .peer(list.name())
                .serviceParams(ServiceParams.ofBody(body))
                .build());
    }
}

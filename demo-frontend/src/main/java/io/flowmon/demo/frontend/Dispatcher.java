/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import org.slf4j.MDC;
import org.springframework.stereotype.Service;

/** Has an order done: first asks the middle-end how long it takes, then has the messages sent. */
@Service
class Dispatcher {

    private final MiddleEnd middleEnd;
    private final FrontendProperties properties;

    Dispatcher(MiddleEnd middleEnd, FrontendProperties properties) {
        this.middleEnd = middleEnd;
        this.properties = properties;
    }

    Dispatch dispatch(MessageOrder order) {
        var estimate = middleEnd.estimate(order);
        var accepted = middleEnd.send(order);
        String correlationId = MDC.get("correlation_id");
        return new Dispatch(
                accepted.accepted(),
                estimate.seconds(),
                correlationId,
                correlationId == null ? null : properties.flow(correlationId));
    }
}

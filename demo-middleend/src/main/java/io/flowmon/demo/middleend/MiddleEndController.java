/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import jakarta.validation.Valid;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The two services that the frontend calls, one after the other. */
@RestController
class MiddleEndController {

    private static final int SLOW_SECONDS = 1;

    private final MessageQueue queue;
    private final MiddleEndProperties properties;

    MiddleEndController(MessageQueue queue, MiddleEndProperties properties) {
        this.queue = queue;
        this.properties = properties;
    }

    /** How long the order would take; nothing is sent. */
    @GetMapping("/endpoint1")
    Estimate estimate(@Valid @ModelAttribute MessageOrder order) {
        return Estimate.of(order, properties.backendWorkers());
    }

    /** Sends the order's messages to the backend. 202: they are in Redis, no work has been waited for. */
    @PostMapping("/endpoint2")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted send(@Valid @RequestBody MessageOrder order) throws InterruptedException {
        if (order.fault() == Fault.SLOW_MIDDLEEND) {
            TimeUnit.SECONDS.sleep(SLOW_SECONDS);
        }
        queue.push(order);
        return new Accepted(order.numberOfMessages(), properties.queue());
    }

    /**
     * @param accepted how many messages were pushed
     * @param queue the list they were pushed to
     */
    record Accepted(int accepted, String queue) {}
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static io.flowmon.server.flow.EventBuilder.event;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.EventBuilder;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.FlowAssembler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events of a flow that a test is made of. */
abstract class TestClassFixture {

    final List<StoredEvent> events = new ArrayList<>();

    void healthyOrder(String outcome) {
        events.add(request("POST /orders", "{\"path\":\"/orders\"}").build());
        events.add(event(5, "shop", "sender", "Send message", "LIST app_queue")
                .message("o")
                .parent("m")
                .action("s")
                .closes(Duration.ofMillis(1), "ok")
                .params("{\"body\":{\"id\":4711}}")
                .build());
        events.add(event(20, "worker", "receiver", "Received message", "LIST app_queue")
                .message("o")
                .parent("m")
                .action("w")
                .params("{\"body\":{\"id\":4711}}")
                .build());
        EventBuilder end = event(80, "worker", "receiver", "End processing", "LIST app_queue")
                .message("o")
                .parent("m")
                .action("w")
                .closes(Duration.ofMillis(60), outcome);
        events.add((outcome.equals("ok") ? end : end.error("java.lang.IllegalStateException", "no box")).build());
    }

    static EventBuilder request(String endpoint, String params) {
        return event(10, "shop", "receiver", "End call", endpoint)
                .message("m")
                .action("a")
                .closes(Duration.ofMillis(10), "ok")
                .params(params);
    }

    Flow flow() {
        events.sort(Comparator.comparing(StoredEvent::timestamp));
        return FlowAssembler.assemble("f", events);
    }
}

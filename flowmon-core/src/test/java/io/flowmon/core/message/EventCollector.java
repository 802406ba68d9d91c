/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.message;

import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.event.Event;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.publish.EventPublisher;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps events, and shows them as they would leave. */
final class EventCollector implements EventPublisher {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final EventEncoder encoder =
            new EventEncoder(new ModuleIdentity("alice", "alice_host_1"), new Masker(MaskingRules.defaults()));

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    List<String> messageTypes() {
        return events.stream().map(Event::messageType).toList();
    }

    JsonNode last() {
        return json(events.get(events.size() - 1));
    }

    List<JsonNode> all() {
        return events.stream().map(this::json).toList();
    }

    private JsonNode json(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            encoder.encode(event, out);
        }
        return MAPPER.readTree(bytes.toByteArray());
    }
}

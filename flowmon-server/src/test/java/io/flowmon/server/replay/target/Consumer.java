/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.event.Recording;
import io.flowmon.core.message.FlowMessage;
import io.flowmon.core.message.FlowMessaging;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that reads what was replayed, as it reads everything. */
final class Consumer {

    private static final FlowMessaging MESSAGING = new FlowMessaging(
            new CurrentFlow(List.of()), event -> {}, JsonMapper.shared(), destination -> Recording.ALL, 200);

    private Consumer() {}

    /** What was received is {@code sent}, in an envelope that says that it is a replay, of what, and in which flow. */
    static void assertReplayed(byte[] received, Resend sent) {
        FlowMessage<JsonNode> message = MESSAGING.unpack(new String(received, UTF_8));

        assertThat(message.replay()).isTrue();
        assertThat(message.id()).isEqualTo(sent.messageId());
        assertThat(message.parentId()).contains(sent.originalId());
        assertThat(message.correlationId()).isEqualTo(sent.correlationId());
        assertThat(EnvelopeCodec.read(received).content()).isEqualTo(sent.payload());
    }

    /** What was received beside the payload says the same. */
    static void assertReplayed(Map<String, String> headers, Resend sent) {
        assertThat(headers)
                .containsEntry("flowmon-correlation-id", sent.correlationId())
                .containsEntry("flowmon-message-id", sent.messageId().toString())
                .containsEntry("flowmon-parent-id", sent.originalId().toString())
                .containsEntry("flowmon-replay", "true");
    }
}

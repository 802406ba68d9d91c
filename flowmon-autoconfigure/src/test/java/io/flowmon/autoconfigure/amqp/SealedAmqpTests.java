/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.SealedEvents;
import io.flowmon.core.event.MessageTypes;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a message carried is sealed where it is masked, and can be opened with what its event tells alone. */
class SealedAmqpTests extends AmqpFixture {

    private static final String MASKED = "{ \"password\": \"pssst\" }";

    @Test
    void maskedMessageOfAQueue_isSealed() {
        AmqpContext.withFlowmon().run(context -> {
            template(context).convertAndSend(queue, MASKED);

            assertThat(SealedEvents.opened(sealed(SealedEvents.encoded(
                            awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0)))))
                    .isEqualTo(MASKED);
        });
    }

    @Test
    void maskedMessageOfAnExchange_isSealed_forItsRoutingKey() {
        AmqpContext.withFlowmon().run(context -> {
            template(context).convertAndSend("amq.topic", "order.created", MASKED);

            JsonNode event = sealed(SealedEvents.encoded(
                    awaitType(context, MessageTypes.SEND_MESSAGE, 1).get(0)));
            assertThat(event.at("/result/routing_key").asString()).isEqualTo("order.created");
            assertThat(SealedEvents.opened(event)).isEqualTo(MASKED);
        });
    }

    private static JsonNode sealed(JsonNode event) {
        assertThat(event.toString()).doesNotContain("pssst");
        assertThat(event.has("sealed")).isTrue();
        return event;
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.autoconfigure.test.SealedEvents;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a message carried is sealed where it is masked or not shown, and can be opened with what its event tells alone. */
class SealedMessageTests extends ListFixture {

    @ParameterizedTest
    @ValueSource(strings = {"{ \"order\": 4711, \"password\": \"pssst\" }", "password=pssst, order=4711"})
    void maskedMessageOfAList_isSealed_byteForByte(String payload) {
        run("lettuce", (context, redis) -> {
            redis.listCommands().lPush(queue, bytes(payload));

            JsonNode event = SealedEvents.encoded(sentEvents(context).get(0));
            assertThat(event.toString()).doesNotContain("pssst");
            assertThat(opened(event)).isEqualTo(payload);
        });
    }

    @Test
    void messageWithoutSecrets_isNotSealed_norIsWhatItsReceiverReports() {
        run("lettuce", (context, redis) -> {
            redis.listCommands().lPush(queue, bytes("{\"order\":4711}"));
            redis.listCommands().lPush(queue, bytes("{\"password\":\"pssst\"}"));
            redis.listCommands().rPop(queue);
            redis.listCommands().rPop(queue);

            assertThat(SealedEvents.encoded(sentEvents(context).get(0)).has("sealed"))
                    .isFalse();
            assertThat(context.getBean(RecordingPublisher.class).ofType(MessageTypes.RECEIVED_MESSAGE))
                    .isNotEmpty()
                    .allSatisfy(received -> assertThat(
                                    SealedEvents.encoded(received).has("sealed"))
                            .isFalse());
        });
    }

    @Test
    void maskedEntryOfAStream_isSealed() {
        RedisContext.withFlowmon("flowmon.redis.streams=queue-*").run(context -> {
            try (RedisConnection redis =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                redis.streamCommands().xAdd(queue, Map.of(bytes("password"), bytes("pssst")));
            }

            JsonNode event = SealedEvents.encoded(sentEvents(context).get(0));
            assertThat(event.toString()).doesNotContain("pssst");
            assertThat(JsonMapper.shared()
                            .readTree(opened(event))
                            .path("password")
                            .asString())
                    .isEqualTo("pssst");
        });
    }

    @Test
    void entryWithAFieldThatIsNoText_isNotSealed_asWhatIsKeptOfItIsNotWhatWasSent() {
        RedisContext.withFlowmon("flowmon.redis.streams=queue-*").run(context -> {
            try (RedisConnection redis =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                redis.streamCommands()
                        .xAdd(queue, Map.of(bytes("password"), bytes("pssst"), bytes("photo"), new byte[] {-1, 0}));
            }

            JsonNode event = SealedEvents.encoded(sentEvents(context).get(0));
            assertThat(event.at("/service_params/body/photo").asString()).isEqualTo("***");
            assertThat(event.has("sealed")).isFalse();
        });
    }

    private static List<Event> sentEvents(ApplicationContext context) {
        return context.getBean(RecordingPublisher.class).ofType(MessageTypes.SEND_MESSAGE);
    }

    private static String opened(JsonNode event) {
        try {
            return SealedEvents.opened(event);
        } catch (Exception notOpened) {
            throw new AssertionError(notOpened);
        }
    }
}

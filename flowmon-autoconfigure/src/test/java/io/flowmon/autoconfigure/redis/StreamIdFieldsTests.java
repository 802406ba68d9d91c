/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.bus.MessageIds;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.stream.StreamOffset;

/** Which fields of an entry are taken for ids, on a real Redis through both clients. */
@SuppressWarnings("unchecked") // offsets are an array of a generic type
class StreamIdFieldsTests extends StreamFixture {

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void fieldsThatMerelyLookLikeIds_stay(String client) {
        Map<String, String> looksAlike = Map.of(
                "flowmon-correlation-id", "not an id", "flowmon-message-id", "1-1-1-1-1", "flowmon-", "x", "n", "1");
        withoutFlowmon(redis -> redis.streamCommands().xAdd(stream, rawFields(looksAlike)));
        run(client, (context, redis) -> {
            assertThat(readable(redis.streamCommands().xRead(StreamOffset.fromStart(stream))))
                    .containsExactly(looksAlike);
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE)).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void idsFromAnotherProgram_areTakenWhereverTheyStand(String client) {
        UUID message = UUID.randomUUID();
        UUID parent = UUID.randomUUID();
        Map<String, String> foreign = new LinkedHashMap<>();
        foreign.put("flowmon-parent-id", parent.toString());
        foreign.put("flowmon-message-id", message.toString());
        foreign.put("n", "1");
        foreign.put("flowmon-correlation-id", "from.python");
        withoutFlowmon(redis -> redis.streamCommands().xAdd(stream, rawFields(foreign)));
        run(client, (context, redis) -> {
            assertThat(readable(redis.streamCommands().xRead(StreamOffset.fromStart(stream))))
                    .containsExactly(Map.of("n", "1"));
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.correlationId()).isEqualTo("from.python");
                        assertThat(event.messageId()).isEqualTo(message);
                        assertThat(event.parentMessageId()).isEqualTo(parent);
                    });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void entryThatWasSentAgain_isKnownAsThat_andWhoeverSendsItAgainSaysSo(String client) {
        Map<String, String> again = Map.of(
                "flowmon-correlation-id",
                "c",
                "flowmon-message-id",
                UUID.randomUUID().toString(),
                "flowmon-replay",
                "true",
                "n",
                "1");
        withoutFlowmon(redis -> redis.streamCommands().xAdd(stream, rawFields(again)));
        run(client, (context, redis) -> {
            assertThat(readable(redis.streamCommands().xRead(StreamOffset.fromStart(stream))))
                    .containsExactly(Map.of("n", "1"));
            redis.streamCommands().xAdd(stream, rawFields(again));
        });
        assertThat(stored()).last().satisfies(entry -> assertThat(entry).containsEntry("flowmon-replay", "true"));
        assertThat(MessageIds.read(again::get))
                .isNotNull()
                .satisfies(ids -> assertThat(ids.context().replay()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void entryThatHasIdsAlready_isSentUnderItsOwn(String client) {
        Map<String, String> forwarded = Map.of(
                "flowmon-correlation-id",
                "old",
                "flowmon-message-id",
                UUID.randomUUID().toString(),
                "n",
                "1");
        run(client, (context, redis) -> {
            redis.streamCommands().xAdd(stream, rawFields(forwarded));
            assertThat(readable(redis.streamCommands().xRead(StreamOffset.fromStart(stream))))
                    .containsExactly(Map.of("n", "1"));
            assertThat(events(context, MessageTypes.RECEIVED_MESSAGE))
                    .extracting(Event::messageId)
                    .containsExactly(
                            events(context, MessageTypes.SEND_MESSAGE).get(0).messageId());
        });
        assertThat(stored()).singleElement().satisfies(entry -> assertThat(entry)
                .hasSize(3));
    }
}

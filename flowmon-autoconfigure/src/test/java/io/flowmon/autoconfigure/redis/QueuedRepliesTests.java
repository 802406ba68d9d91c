/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.StreamRecords;

class QueuedRepliesTests {

    private final List<ReceivedMessage> receipts = new ArrayList<>();

    /** What a later Spring Data may do: a command with more or fewer results than its kind has. */
    @Test
    void resultsThatCannotBeMatched_areContentsAllTheSame() {
        byte[] plain = "plain".getBytes(UTF_8);
        byte[] stored = EnvelopeCodec.encode(new Envelope("c", UUID.randomUUID(), null, null, 1, plain));
        ByteRecord own = StreamRecords.newRecord().in(plain).withId("1-0").ofBytes(Map.of("n".getBytes(UTF_8), plain));
        ByteRecord record = ByteRecord.of(
                RecordIds.with(own, FlowContext.newFlow().handling(UUID.randomUUID()), UUID.randomUUID()));
        QueuedReplies queued = new QueuedReplies();
        queued.add((raw, taken) -> "never asked", null);

        Object results = queued.received(Arrays.asList(stored, List.of(stored), List.of(record), null, 7L), receipts);

        assertThat(record.getValue()).hasSize(4);
        assertThat(results).isInstanceOfSatisfying(List.class, list -> {
            assertThat(list.get(0)).isEqualTo(plain);
            assertThat(((List<?>) list.get(1)).get(0)).isEqualTo(plain);
            assertThat(((ByteRecord) ((List<?>) list.get(2)).get(0)).getValue()).hasSize(1);
            assertThat(list.get(3)).isNull();
            assertThat(list.get(4)).isEqualTo(7L);
        });
        assertThat(receipts).isEmpty();
    }

    @Test
    void resultsThatCannotBeMatched_amongThoseOfOtherKeys_areLeftAlone() {
        byte[] stored = EnvelopeCodec.encode(new Envelope("c", UUID.randomUUID(), null, null, 1, new byte[] {'1'}));
        QueuedReplies queued = new QueuedReplies();
        queued.add((raw, taken) -> "never asked", null);
        queued.add(Reply.UNTOUCHED, null);
        List<Object> results = List.of(stored, stored, stored);

        assertThat(queued.received(results, receipts)).isSameAs(results);
        assertThat(receipts).isEmpty();
    }

    @Test
    void untouchedCommandsAlone_leaveTheVeryResults() {
        QueuedReplies queued = new QueuedReplies();
        queued.add(Reply.UNTOUCHED, null);
        List<Object> results = List.of(1, 2, 3);

        assertThat(queued.received(results, receipts)).isSameAs(results);
    }
}

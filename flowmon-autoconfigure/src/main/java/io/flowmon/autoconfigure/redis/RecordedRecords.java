/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Role;
import io.flowmon.core.publish.EventPublisher;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.MapRecord;

/** Adds ids to entries, and reports who sent and received what. Any thread. */
final class RecordedRecords implements Records {

    private static final Logger log = LoggerFactory.getLogger(RecordedRecords.class);
    private static final byte[] NONE = {};

    private final CurrentFlow flow;
    private final EventPublisher publisher;
    private final int maxBodySize;

    RecordedRecords(CurrentFlow flow, EventPublisher publisher, int maxBodySize) {
        this.flow = flow;
        this.publisher = publisher;
        this.maxBodySize = maxBodySize;
    }

    @Override
    public Outgoing outgoing(Destination stream, MapRecord<byte[], byte[], byte[]> record) {
        try {
            FlowContext context = flow.getOrNew();
            UUID id = stream.plain() ? null : Uuids.create();
            Action action = Action.begin(context, Role.SENDER, id, context.messageId());
            return new Outgoing(
                    id == null ? record : RecordIds.with(record, context, id),
                    context.sampled()
                            ? new RecordedOutgoingMessage(
                                    action, stream, NONE, RecordBody.of(record.getValue(), maxBodySize), publisher)
                            : OutgoingMessage.unreported(NONE));
        } catch (RuntimeException unexpected) {
            log.debug("An entry is added to {} without ids", stream.name(), unexpected);
            return new Outgoing(record, OutgoingMessage.unreported(NONE));
        }
    }

    @Override
    public Incoming incoming(Destination stream, ByteRecord record, @Nullable String group, boolean again) {
        RecordIds carried = RecordIds.of(record);
        ByteRecord content = carried == null ? record : RecordIds.stripped(record);
        RecordIds ids = carried == null ? newIds() : carried;
        Action action = Action.begin(ids.context(), Role.RECEIVER, ids.messageId(), ids.parentMessageId());
        CapturedBody body = ids.context().sampled() ? RecordBody.of(content.getValue(), maxBodySize) : null;
        return new Incoming(
                content,
                List.of(new ReceivedMessage(action, ids.context(), stream.endpoint(), body, group, again, NONE, NONE)));
    }

    private static RecordIds newIds() {
        UUID id = Uuids.create();
        return new RecordIds(FlowContext.newFlow().handling(id), id, null);
    }
}

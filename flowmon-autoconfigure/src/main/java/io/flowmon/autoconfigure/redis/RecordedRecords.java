/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.autoconfigure.async.ReceivedMessage;
import io.flowmon.autoconfigure.bus.MessageIds;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.Uuids;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Recording;
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
    private final VolumeRules volume;
    private final int maxBodySize;

    RecordedRecords(CurrentFlow flow, EventPublisher publisher, VolumeRules volume, int maxBodySize) {
        this.volume = volume;
        this.flow = flow;
        this.publisher = publisher;
        this.maxBodySize = maxBodySize;
    }

    @Override
    public Outgoing outgoing(Destination stream, MapRecord<byte[], byte[], byte[]> record) {
        try {
            FlowContext context = flow.getOrNew();
            UUID id = stream.plain() ? null : Uuids.create();
            Recording recording = recordingOf(context, stream);
            Action action = Action.begin(context, Role.SENDER, id, context.messageId(), recording);
            return new Outgoing(
                    id == null ? record : RecordIds.with(record, context, id),
                    context.sampled()
                            ? new RecordedOutgoingMessage(action, stream, NONE, body(record, recording), publisher)
                            : OutgoingMessage.unreported(NONE));
        } catch (RuntimeException unexpected) {
            log.debug("An entry is added to {} without ids", stream.name(), unexpected);
            return new Outgoing(record, OutgoingMessage.unreported(NONE));
        }
    }

    @Override
    public Incoming incoming(Destination stream, ByteRecord record, @Nullable String group, boolean again) {
        MessageIds carried = RecordIds.of(record);
        ByteRecord content = carried == null ? record : RecordIds.stripped(record);
        MessageIds ids = carried == null ? newIds(stream) : carried;
        Recording recording = recordingOf(ids.context(), stream);
        Action action = Action.begin(ids.context(), Role.RECEIVER, ids.messageId(), ids.parentMessageId(), recording);
        CapturedBody body = ids.context().sampled() ? body(content, recording) : null;
        return new Incoming(
                content,
                List.of(new ReceivedMessage(action, ids.context(), stream.endpoint(), body, group, again, NONE, NONE)));
    }

    private MessageIds newIds(Destination stream) {
        UUID id = Uuids.create();
        return new MessageIds(volume.newFlowFrom(stream.name()).handling(id), id, null);
    }

    private Recording recordingOf(FlowContext context, Destination stream) {
        return context.sampled() ? volume.ofMessage(stream.name()) : Recording.NOTHING;
    }

    private CapturedBody body(MapRecord<?, byte[], byte[]> record, Recording recording) {
        return RecordBody.of(record.getValue(), recording.cap(maxBodySize));
    }
}

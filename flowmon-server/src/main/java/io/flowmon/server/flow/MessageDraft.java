/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Role;
import io.flowmon.server.event.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers what is known about one message until its place in the tree is known. */
final class MessageDraft {

    private static final Set<String> CALLS = Set.of(
            MessageTypes.BEGIN_CALL,
            MessageTypes.END_CALL,
            MessageTypes.BEGIN_SERVICE_CALL,
            MessageTypes.END_SERVICE_CALL);

    private static final Set<String> OVER_A_BUS = Set.of(
            MessageTypes.SEND_MESSAGE,
            MessageTypes.RECEIVED_MESSAGE,
            MessageTypes.START_PROCESSING,
            MessageTypes.END_PROCESSING);

    private static final Set<String> BUS_SCHEMES = Set.of("LIST", "CHANNEL", "STREAM", "TOPIC", "QUEUE");

    private final UUID id;
    private final StepGrouping grouping = new StepGrouping();
    private boolean call;
    private boolean overBus;
    private @Nullable UUID senderSaysParent;
    private @Nullable UUID receiverSaysParent;

    MessageDraft(UUID id) {
        this.id = id;
    }

    void add(StoredEvent event) {
        grouping.add(event);
        call |= CALLS.contains(event.messageType());
        overBus |= OVER_A_BUS.contains(event.messageType());
        UUID parent = event.parentMessageId();
        if (parent != null && isSender(event) && senderSaysParent == null) {
            senderSaysParent = parent;
        } else if (parent != null && receiverSaysParent == null) {
            receiverSaysParent = parent;
        }
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID parentId() {
        return senderSaysParent == null ? receiverSaysParent : senderSaysParent;
    }

    Message place(Message.Placement placement, int depth) {
        List<Step> sent = new ArrayList<>();
        List<Step> received = new ArrayList<>();
        List<Step> within = new ArrayList<>();
        for (List<StoredEvent> group : grouping.groups()) {
            Step step = Step.of(group);
            List<Step> side = step.isSender() ? sent : step.isReceiver() ? received : within;
            side.add(step);
        }
        if (!sent.isEmpty()) {
            Instant begin = sent.get(0).begin();
            received.replaceAll(step -> step.sentAt(begin));
        }
        String endpoint = endpoint(sent, received, within);
        return new Message(id, parentId(), placement, depth, kind(endpoint), endpoint, sent, received, within);
    }

    private Message.Kind kind(String endpoint) {
        int space = endpoint.indexOf(' ');
        boolean bus = overBus || (space > 0 && BUS_SCHEMES.contains(endpoint.substring(0, space)));
        return call || !bus ? Message.Kind.CALL : Message.Kind.MESSAGE;
    }

    /** The receiver knows the route's template; the sender may know the raw path alone. */
    private static String endpoint(List<Step> sent, List<Step> received, List<Step> within) {
        List<Step> best = received.isEmpty() ? sent.isEmpty() ? within : sent : received;
        return best.get(0).main().endpoint();
    }

    private static boolean isSender(StoredEvent event) {
        return event.role().equals(Role.SENDER.wireName());
    }
}

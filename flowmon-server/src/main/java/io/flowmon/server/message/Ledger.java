/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.settings.MessageSettings;
import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What became of messages. Any thread. */
@Component
public class Ledger {

    private static final int MOST_CHILDREN = 100;

    private final MessageStore store;
    private final MessageSettings settings;

    Ledger(MessageStore store, MessageSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Before this time, what was sent and not received is lost. */
    public Instant lostBefore() {
        return Instant.now().minus(settings.lostAfter());
    }

    /**
     * One message.
     *
     * @throws MessageNotFoundException if no event names it
     */
    private MessageSummary message(UUID id) {
        return store.messages(List.of(id), lostBefore()).stream()
                .findFirst()
                .orElseThrow(() -> new MessageNotFoundException(id));
    }

    /**
     * One message with all that is known of it.
     *
     * @throws MessageNotFoundException if no event names it
     */
    public MessageDocument document(UUID id) {
        MessageSummary message = message(id);
        return MessageDocument.of(message, events(List.of(id)).getOrDefault(id, List.of()), family(message));
    }

    /** The messages that match, newest first. */
    public Page<MessageLine> lines(MessageQuery query) {
        Page<MessageSummary> page = store.messages(query);
        return new Page<>(page.items().stream().map(MessageLine::of).toList(), page.cursor());
    }

    /** Its parent and those that were sent while it was handled, the parent first, then by time. */
    private List<MessageSummary> family(MessageSummary message) {
        List<UUID> ids = new ArrayList<>();
        if (message.parentMessageId() != null) {
            ids.add(message.parentMessageId());
        }
        ids.addAll(store.children(message.messageId(), MOST_CHILDREN));
        return store.messages(ids, lostBefore()).stream()
                .sorted(Comparator.comparing(
                                (MessageSummary found) -> !found.messageId().equals(message.parentMessageId()))
                        .thenComparing(MessageSummary::start))
                .toList();
    }

    /** The events about each of the messages, by time. */
    public Map<UUID, List<StoredEvent>> events(Collection<UUID> ids) {
        Map<UUID, List<StoredEvent>> events = new HashMap<>();
        for (StoredEvent event : store.events(ids)) {
            events.computeIfAbsent(event.messageId(), id -> new ArrayList<>()).add(event);
        }
        return events;
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.message;

import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.settings.MessageSettings;
import io.flowmon.server.store.MessageQuery;
import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.MessageStore;
import io.flowmon.server.store.MessageSummary;
import io.flowmon.server.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What became of messages. Any thread. */
@Component
public class Ledger {

    private static final int MOST_CHILDREN = 100;

    private final MessageStore store;
    private final MessageSettings settings;

    public Ledger(MessageStore store, MessageSettings settings) {
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

    /** Those of these messages that are lost. */
    public Set<UUID> lost(List<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : store.messages(ids, lostBefore()).stream()
                        .filter(message -> message.state() == MessageState.LOST)
                        .map(MessageSummary::messageId)
                        .collect(Collectors.toSet());
    }

    /**
     * One message with all that is known of it.
     *
     * @throws MessageNotFoundException if no event names it
     */
    public MessageDocument document(UUID id) {
        MessageSummary message = message(id);
        return MessageDocument.of(message, store.events(List.of(id)).events(), family(message));
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

    /**
     * What is stored about the first of these messages: as many of them as one answer holds whole, at least one.
     *
     * @param ids not empty
     */
    public Excerpt firstOf(List<UUID> ids) {
        List<UUID> asked = ids;
        MessageStore.Events found = store.events(asked);
        while (found.cut() && asked.size() > 1) {
            asked = asked.subList(0, asked.size() / 2);
            found = store.events(asked);
        }
        Map<UUID, List<StoredEvent>> events = new HashMap<>();
        for (StoredEvent event : found.events()) {
            events.computeIfAbsent(event.messageId(), id -> new ArrayList<>()).add(event);
        }
        return new Excerpt(asked, events, found.cut());
    }

    /**
     * Some messages and their events, by time.
     *
     * @param cut whether this is one message with more events than an answer holds
     */
    public record Excerpt(List<UUID> ids, Map<UUID, List<StoredEvent>> events, boolean cut) {}
}

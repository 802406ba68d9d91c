/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay;

import io.flowmon.server.store.MessageState;
import io.flowmon.server.store.MessageSummary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a replay, and what they were when they were chosen: others may have been before it meanwhile, and a message
 * must not be sent twice because it was chosen twice.
 *
 * @param states in which of them a filter took a message; empty for messages that were named
 * @param replays how often a named message had been sent again by then
 */
record Choice(List<UUID> ids, Set<MessageState> states, Map<UUID, Long> replays) {

    Choice {
        ids = List.copyOf(ids);
    }

    /** The message as planned, or blocked if it is not any more what was chosen. */
    PlannedMessage stillWanted(PlannedMessage planned) {
        String changed = change(planned.original());
        return changed == null || planned.resend() == null
                ? planned
                : PlannedMessage.blocked(planned.original(), planned.payload(), changed);
    }

    private @Nullable String change(MessageSummary now) {
        if (!states.isEmpty() && !states.contains(now.state())) {
            return "It is no longer what was chosen: by now it is "
                    + now.state().wireName() + ".";
        }
        Long before = replays.get(now.messageId());
        return before != null && now.replays() > before ? "It was sent again meanwhile." : null;
    }
}

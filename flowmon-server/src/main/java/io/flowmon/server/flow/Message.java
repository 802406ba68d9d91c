/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as both of its sides reported it; an HTTP request is one as well.
 *
 * @param parentId the message that was being handled when this one was sent, as reported; it may be unknown here
 * @param depth distance from the root of its tree, 0 for a root
 * @param sent the senders' steps: one, unless something sent the same message again or lied about it
 * @param received the receivers' steps: two when it was received twice, none when nobody took it or none reported
 * @param within what happened while it was being handled, between messages
 */
public record Message(
        UUID id,
        @Nullable UUID parentId,
        Placement placement,
        int depth,
        Kind kind,
        String endpoint,
        List<Step> sent,
        List<Step> received,
        List<Step> within) {

    /** How a message travels. */
    public enum Kind {
        /** A request that has an answer. */
        CALL,
        /** Handed to a bus, taken from there later. */
        MESSAGE
    }

    /** How a message came to its place in the tree. */
    public enum Placement {
        /** It names no parent. */
        ROOT,
        /** It stands below its parent. */
        CHILD,
        /** It names a parent of which nothing is known; it stands as a root. */
        ORPHAN,
        /** Its ancestry leads back to itself; the tree was cut here. */
        CYCLE
    }

    /** The senders' steps, then the receivers', then what happened within. */
    public Stream<Step> steps() {
        return Stream.of(sent, received, within).flatMap(List::stream);
    }

    /** Sent over a bus by someone who reported success, and reported by no receiver. */
    public boolean unreceived() {
        return kind == Kind.MESSAGE
                && received.isEmpty()
                && !sent.isEmpty()
                && sent.stream().noneMatch(step -> Outcomes.failed(step.outcome()));
    }
}

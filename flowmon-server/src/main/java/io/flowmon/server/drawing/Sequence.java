/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import java.util.List;

/**
 * A flow as it is drawn, whatever the format: who takes part, in the order of their first arrow, and what goes on between
 * them, in the flow's order. All texts are free text, shortened and not quoted.
 */
record Sequence(List<Participant> participants, List<Element> elements) {

    Sequence {
        participants = List.copyOf(participants);
        elements = List.copyOf(elements);
    }

    /**
     * Somebody who takes part.
     *
     * @param id safe in every format: a name may be a keyword
     */
    record Participant(String id, String name, Kind kind) {

        /** What a participant stands for. */
        enum Kind {
            /** Whoever sent a message that no module reports to have sent. */
            CALLER,
            /** A module that reports events. */
            MODULE,
            /** A place on a bus. */
            DESTINATION,
            /** A host that reports nothing itself. */
            EXTERNAL
        }
    }

    /** One line of the drawing. */
    sealed interface Element permits Arrow, Note {

        /** One text or more, one below the other. */
        List<String> label();
    }

    /**
     * Something that goes from one participant to another.
     *
     * @param failed whether it came to a bad end; a call does not, its answer may
     */
    record Arrow(String from, String to, Way way, boolean failed, List<String> label) implements Element {

        /** How it goes. */
        enum Way {
            /** A request that has an answer. */
            CALL,
            /** The answer. */
            ANSWER,
            /** Handed over, without an answer. */
            MESSAGE
        }
    }

    /** Something that a participant did by itself, or a remark at its place. */
    record Note(String over, List<String> label) implements Element {}
}

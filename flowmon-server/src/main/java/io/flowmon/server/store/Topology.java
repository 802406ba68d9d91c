/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The modules and the messages between them.
 *
 * @param omittedEdges less frequent edges that one answer does not hold, with the nodes that only they lead to
 * @param sampleRate the part of the messages that was counted, 0 to 1; counts are scaled up
 */
public record Topology(List<Node> nodes, List<Edge> edges, long omittedEdges, double sampleRate) {

    /** What a node stands for. */
    public enum Kind {
        /** A module that reports events. */
        MODULE,
        /** A queue, channel or stream. */
        DESTINATION,
        /** Something that was called and reports nothing. */
        EXTERNAL
    }

    /**
     * A place that messages leave or reach.
     *
     * @param id unique among the nodes
     */
    public record Node(String id, String name, Kind kind) {}

    /**
     * Messages that went one way, by endpoint.
     *
     * @param count messages, scaled up where flows are sampled
     * @param errorRate part of them that ended with another outcome than {@code ok}, 0 to 1
     * @param elapsedSeconds time that the calls, sends or processings took; null when none has ended
     */
    public record Edge(
            String from,
            String to,
            String endpoint,
            double count,
            double errorRate,
            @Nullable Percentiles elapsedSeconds) {}
}

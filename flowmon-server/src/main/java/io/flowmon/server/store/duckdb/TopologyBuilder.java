/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Percentiles;
import io.flowmon.server.store.Topology;
import io.flowmon.server.store.Topology.Edge;
import io.flowmon.server.store.Topology.Kind;
import io.flowmon.server.store.Topology.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws counted messages as nodes and edges. */
final class TopologyBuilder {

    private static final String OUTSIDE = "outside";

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private TopologyBuilder() {}

    static Topology build(List<MessageCount> counts) {
        TopologyBuilder builder = new TopologyBuilder();
        counts.forEach(builder::add);
        return new Topology(List.copyOf(builder.nodes.values()), List.copyOf(builder.edges));
    }

    private void add(MessageCount one) {
        if (one.destination() == null) {
            String from = one.sender() == null ? node(Kind.EXTERNAL, OUTSIDE) : node(Kind.MODULE, one.sender());
            String to = one.receiver() == null
                    ? node(Kind.EXTERNAL, one.peer() == null ? OUTSIDE : one.peer())
                    : node(Kind.MODULE, one.receiver());
            boolean bySender = one.sender() != null;
            edge(
                    from,
                    to,
                    one,
                    bySender ? one.senderErrors() : one.receiverErrors(),
                    bySender ? one.sent() : one.processed());
            return;
        }
        String destination = node(Kind.DESTINATION, one.destination());
        if (one.sender() != null) {
            edge(node(Kind.MODULE, one.sender()), destination, one, one.senderErrors(), one.sent());
        }
        if (one.receiver() != null) {
            edge(destination, node(Kind.MODULE, one.receiver()), one, one.receiverErrors(), one.processed());
        }
    }

    private String node(Kind kind, String name) {
        String id = (kind == Kind.MODULE ? "module:" : kind == Kind.DESTINATION ? "destination:" : "external:") + name;
        nodes.putIfAbsent(id, new Node(id, name, kind));
        return id;
    }

    private void edge(String from, String to, MessageCount one, double errors, @Nullable Percentiles elapsed) {
        edges.add(new Edge(from, to, one.endpoint(), one.count(), errors / one.count(), elapsed));
    }
}

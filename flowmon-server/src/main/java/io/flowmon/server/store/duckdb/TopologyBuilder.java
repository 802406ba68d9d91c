/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import io.flowmon.server.store.Topology;
import io.flowmon.server.store.Topology.Edge;
import io.flowmon.server.store.Topology.Kind;
import io.flowmon.server.store.Topology.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws counted messages as nodes and edges. */
final class TopologyBuilder {

    private static final String OUTSIDE = "outside";

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private TopologyBuilder() {}

    static Topology build(List<MessageCount> counts, double sampleRate) {
        TopologyBuilder builder = new TopologyBuilder();
        counts.forEach(builder::add);
        long found = counts.isEmpty() ? 0 : counts.get(0).found();
        return new Topology(
                List.copyOf(builder.nodes.values()), List.copyOf(builder.edges), found - counts.size(), sampleRate);
    }

    private void add(MessageCount one) {
        String from =
                one.kind().equals("receive") ? node(Kind.DESTINATION, one.endpoint()) : module(one.sender(), null);
        String to =
                one.kind().equals("send") ? node(Kind.DESTINATION, one.endpoint()) : module(one.receiver(), one.peer());
        edges.add(new Edge(from, to, one.endpoint(), one.count(), one.errors() / one.count(), one.elapsed()));
    }

    private String module(@Nullable String module, @Nullable String peer) {
        if (module != null) {
            return node(Kind.MODULE, module);
        }
        return node(Kind.EXTERNAL, peer == null ? OUTSIDE : peer);
    }

    private String node(Kind kind, String name) {
        String id = kind.name().toLowerCase(Locale.ROOT) + ":" + name;
        nodes.putIfAbsent(id, new Node(id, name, kind));
        return id;
    }
}

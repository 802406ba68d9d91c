/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import guru.nidi.graphviz.model.Link;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import guru.nidi.graphviz.parse.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A text read by a parser of DOT that is not ours. */
public final class ReadAsDot {

    private final MutableGraph graph;

    private ReadAsDot(MutableGraph graph) {
        this.graph = graph;
    }

    /** Fails with the parser's own exception if it is no DOT. */
    public static ReadAsDot of(String dot) {
        try {
            return new ReadAsDot(new Parser().read(dot));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The ids of the nodes. */
    public List<String> nodes() {
        return graph.nodes().stream()
                .map(node -> node.name().toString())
                .sorted()
                .toList();
    }

    /** The labels of nodes and edges, as Graphviz would show them. */
    public List<String> labels() {
        return Stream.concat(
                        graph.nodes().stream().map(node -> node.get("label")), edges().map(edge -> edge.get("label")))
                .filter(Objects::nonNull)
                .map(label -> shown(label.toString()))
                .toList();
    }

    private Stream<Link> edges() {
        return graph.nodes().stream().map(MutableNode::links).flatMap(List::stream);
    }

    private static String shown(String label) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c == '\\') {
                i++;
                shown.append(label.charAt(i) == 'n' ? '\n' : label.charAt(i));
            } else {
                shown.append(c);
            }
        }
        return shown.toString().replace("&amp;", "&");
    }
}

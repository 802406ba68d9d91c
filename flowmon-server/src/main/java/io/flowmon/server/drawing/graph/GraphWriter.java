/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing.graph;

/** Writes a graph in one format. The same graph gives the same text. Any thread. */
interface GraphWriter {

    String write(Graph graph);
}

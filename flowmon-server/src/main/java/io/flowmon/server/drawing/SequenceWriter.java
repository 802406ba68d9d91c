/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

/** Writes a sequence in one format. The same sequence gives the same text. Any thread. */
interface SequenceWriter {

    String write(Sequence sequence);
}

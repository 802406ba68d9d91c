/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import io.flowmon.benchmarks.process.JavaProcess;
import java.io.IOException;
import java.util.List;

/** A server, and how it is sent to. */
interface Target extends AutoCloseable {

    /** What it is sent. */
    BatchSource source();

    /** Sends, and returns when everything is stored. */
    void send(List<byte[]> batches, int elementsEach) throws Exception;

    JavaProcess process();

    /** Ends the server; bytes of its files, 0 if it has none. */
    long stop() throws IOException;

    @Override
    void close() throws IOException;
}

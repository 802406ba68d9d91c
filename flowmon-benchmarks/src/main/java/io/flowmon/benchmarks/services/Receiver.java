/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.io.IOException;

/** Where a variant's data goes. Its own cost is not counted. */
interface Receiver extends AutoCloseable {

    int port();

    /** How much has arrived, in what the receiver counts: events or bytes. */
    long received() throws Exception;

    @Override
    void close() throws IOException;
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the port and the setting. */
final class PortBusyFailureAnalyzer extends AbstractFailureAnalyzer<PortBusyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortBusyException cause) {
        return new FailureAnalysis(
                "Port " + cause.port() + " on " + cause.address()
                        + ", for events over ZeroMQ, is in use or is not this machine's.",
                "Stop what listens there, or set flowmon.server.zeromq.port (or flowmon.server.zeromq.address) to"
                        + " something else.",
                cause);
    }
}

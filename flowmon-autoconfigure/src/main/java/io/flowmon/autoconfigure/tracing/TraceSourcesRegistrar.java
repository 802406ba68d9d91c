/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.tracing;

import io.flowmon.core.context.TraceSource;
import io.flowmon.core.context.Traces;
import java.util.List;

/** Has this application's sources asked for as long as its context lives. */
final class TraceSourcesRegistrar implements AutoCloseable {

    private final List<Traces.Registration> registrations;

    TraceSourcesRegistrar(List<TraceSource> sources) {
        this.registrations = sources.stream().map(Traces::register).toList();
    }

    @Override
    public void close() {
        registrations.forEach(Traces.Registration::close);
    }
}

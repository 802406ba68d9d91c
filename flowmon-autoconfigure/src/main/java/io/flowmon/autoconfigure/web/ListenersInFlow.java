/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Lets the application's non-blocking listeners run in the request's flow, on whatever thread the container calls them. */
final class ListenersInFlow {

    private final CurrentFlow currentFlow;
    private final FlowContext context;

    ListenersInFlow(CurrentFlow currentFlow, FlowContext context) {
        this.currentFlow = currentFlow;
        this.context = context;
    }

    /** The listener hears of the end instead of reading it, so that {@code body} must be told. */
    @SuppressWarnings("try") // the scope is there to be closed
    ReadListener reading(ReadListener listener, BodyCapture body) {
        return new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                try (CurrentFlow.Scope scope = currentFlow.open(context)) {
                    listener.onDataAvailable();
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                body.end();
                try (CurrentFlow.Scope scope = currentFlow.open(context)) {
                    listener.onAllDataRead();
                }
            }

            @Override
            public void onError(Throwable error) {
                try (CurrentFlow.Scope scope = currentFlow.open(context)) {
                    listener.onError(error);
                }
            }
        };
    }

    @SuppressWarnings("try") // the scope is there to be closed
    WriteListener writing(WriteListener listener) {
        return new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                try (CurrentFlow.Scope scope = currentFlow.open(context)) {
                    listener.onWritePossible();
                }
            }

            @Override
            public void onError(Throwable error) {
                try (CurrentFlow.Scope scope = currentFlow.open(context)) {
                    listener.onError(error);
                }
            }
        };
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Shows which flow the current thread works for, or "none", and what was told of it so far. */
@RestController
class FlowController {

    private final @Nullable CurrentFlow currentFlow;
    private final RecordingPublisher publisher;

    FlowController(ObjectProvider<CurrentFlow> currentFlow, RecordingPublisher publisher) {
        this.currentFlow = currentFlow.getIfAvailable();
        this.publisher = publisher;
    }

    @GetMapping("/flow")
    String flow() {
        return describe(currentFlow);
    }

    @GetMapping("/flow-callable")
    Callable<String> callable() {
        return this::flow;
    }

    @GetMapping("/flow-deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        String flow = flow();
        ForkJoinPool.commonPool().execute(() -> result.setResult(flow));
        return result;
    }

    @GetMapping("/flow-streamed")
    StreamingResponseBody streamed() {
        return output -> output.write(flow().getBytes(StandardCharsets.US_ASCII));
    }

    /** The message types that the current flow's events have so far. */
    @GetMapping("/began/plain")
    String began() {
        FlowContext context = currentFlow == null ? null : currentFlow.get();
        List<String> told = context == null
                ? List.of()
                : publisher.eventsOf(context.correlationId()).stream()
                        .map(Event::messageType)
                        .toList();
        return told.isEmpty() ? "nothing" : String.join(",", told);
    }

    @GetMapping("/began/async")
    Callable<String> beganAsync() {
        return this::began;
    }

    static String describe(@Nullable CurrentFlow currentFlow) {
        FlowContext context = currentFlow == null ? null : currentFlow.get();
        return context == null ? "none" : context.correlationId() + " " + context.sampled();
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class AsyncController {

    private static final long SOON_MILLIS = 50;

    @GetMapping("/callable")
    Callable<String> callable() {
        return () -> "callable";
    }

    @GetMapping("/callable-throws")
    Callable<String> callableThrows() {
        return () -> {
            throw new IllegalStateException("too late");
        };
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        ForkJoinPool.commonPool().execute(() -> result.setResult("deferred"));
        return result;
    }

    @GetMapping("/deferred-timeout")
    DeferredResult<String> deferredTimeout() {
        return new DeferredResult<>(SOON_MILLIS);
    }

    @GetMapping("/streaming")
    StreamingResponseBody streaming(HttpServletRequest request) {
        return ThreadBack.awaitedBy(request, output -> {
            for (int i = 0; i < 3; i++) {
                output.write(("part " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                output.flush();
            }
        });
    }

    @GetMapping("/endless")
    StreamingResponseBody endless() {
        byte[] block = new byte[8192];
        return output -> {
            while (!Thread.currentThread().isInterrupted()) {
                output.write(block);
                output.flush();
            }
        };
    }

    /** Sends before Spring has taken the emitter over, so that the pieces always go out in the same chunks. */
    @GetMapping("/events")
    SseEmitter events() throws IOException {
        SseEmitter emitter = new SseEmitter();
        emitter.send("first");
        emitter.send("second");
        emitter.complete();
        return emitter;
    }
}

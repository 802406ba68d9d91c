/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Tells who calls, from wherever the answer is made. */
@RestController
@RequestMapping("/guarded")
class SecuredController {

    @GetMapping("/name")
    String name() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? "nobody" : caller.getName();
    }

    @PostMapping("/name")
    String posted() {
        return name();
    }

    @GetMapping("/callable")
    Callable<String> callable() {
        return this::name;
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        String name = name();
        ForkJoinPool.commonPool().execute(() -> result.setResult(name));
        return result;
    }

    @GetMapping("/streamed")
    StreamingResponseBody streamed(HttpServletRequest request) {
        return ThreadBack.awaitedBy(request, output -> output.write(name().getBytes(StandardCharsets.US_ASCII)));
    }

    @GetMapping("/throws")
    String fails() {
        throw new IllegalStateException("behind the guard");
    }

    @GetMapping("/denied")
    String denied() {
        throw new AccessDeniedException("not for you");
    }

    @GetMapping("/denied-later")
    Callable<String> deniedLater() {
        return this::denied;
    }
}

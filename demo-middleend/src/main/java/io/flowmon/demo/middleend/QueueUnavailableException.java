/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Redis did not take a message: answered as 503, with how far the order came. */
class QueueUnavailableException extends ErrorResponseException {

    QueueUnavailableException(int pushed, int ordered, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(pushed, ordered), cause);
    }

    private static ProblemDetail problem(int pushed, int ordered) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Redis took %d of %d messages. Check spring.data.redis.host and spring.data.redis.port."
                        .formatted(pushed, ordered));
        problem.setProperty("pushed", pushed);
        return problem;
    }
}

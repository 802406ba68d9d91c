/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** The middle-end did not do its part: answered as 502 with what it said, if it said anything. */
class MiddleEndException extends ErrorResponseException {

    private MiddleEndException(String detail, Throwable cause) {
        super(HttpStatus.BAD_GATEWAY, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, detail), cause);
    }

    static MiddleEndException unreachable(URI url, RestClientException cause) {
        return new MiddleEndException(
                "The middle-end at %s does not answer. Is it running? demo.middleend-url says where it is."
                        .formatted(url),
                cause);
    }

    static MiddleEndException refused(RestClientResponseException answer) {
        String detail = detailOf(answer);
        return new MiddleEndException(
                "The middle-end answered %d. %s"
                        .formatted(answer.getStatusCode().value(), detail == null ? "" : detail)
                        .trim(),
                answer);
    }

    static MiddleEndException unreadable(RestClientException cause) {
        return new MiddleEndException("The middle-end answered something that cannot be read.", cause);
    }

    private static @Nullable String detailOf(RestClientResponseException answer) {
        try {
            ProblemDetail problem = answer.getResponseBodyAs(ProblemDetail.class);
            return problem == null ? null : problem.getDetail();
        } catch (RuntimeException notAProblemDocument) {
            return null;
        }
    }
}

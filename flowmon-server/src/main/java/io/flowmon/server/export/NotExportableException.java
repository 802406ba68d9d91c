/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A flow that no test can cause or step that no command can send, or of which too little is stored. */
class NotExportableException extends ErrorResponseException {

    NotExportableException(String detail) {
        this("No test can be made of this flow", detail);
    }

    NotExportableException(String title, String detail) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(title, detail), null);
    }

    private static ProblemDetail problem(String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setTitle(title);
        return problem;
    }
}

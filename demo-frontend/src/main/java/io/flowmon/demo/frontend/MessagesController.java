/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.frontend;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The service behind the form. */
@RestController
class MessagesController {

    private final Dispatcher dispatcher;

    MessagesController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** 202: the messages are on their way; the backend's work has not been waited for. */
    @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Dispatch send(@Valid @RequestBody MessageOrder order) {
        return dispatcher.dispatch(order);
    }
}

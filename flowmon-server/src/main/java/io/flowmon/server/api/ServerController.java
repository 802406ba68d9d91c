/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.state.ServerState;
import io.flowmon.server.state.ServerStateReader;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/server}. */
@RestController
class ServerController {

    private final ServerStateReader server;

    ServerController(ServerStateReader server) {
        this.server = server;
    }

    @GetMapping("/api/server")
    @QueryParameters({})
    ServerState server() {
        return server.read();
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void problems_portInUse_nameThePortThePartAndTheSetting() throws IOException {
        Ports free = FreePorts.find();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int busy = socket.getLocalPort();
            Ports ports = new Ports(free.redis(), free.server(), free.zeromq(), busy, free.middleend(), free.backend());

            assertThat(ports.problems())
                    .singleElement()
                    .asString()
                    .contains("Port " + busy, "frontend", "--frontend.port=", "DEMO_FRONTEND_PORT=");
        }
    }

    @Test
    void problems_allFree_areNone() {
        assertThat(FreePorts.find().problems()).isEmpty();
    }

    @Test
    void problems_onePortForTwoParts_nameBoth() {
        Ports free = FreePorts.find();
        Ports ports =
                new Ports(free.redis(), free.server(), free.zeromq(), free.frontend(), free.middleend(), free.server());

        assertThat(ports.problems()).singleElement().asString().contains("both server and backend");
    }
}

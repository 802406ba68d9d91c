/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import io.flowmon.demo.launcher.process.PortCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The port of each part, all on the loopback interface.
 *
 * @param redis the embedded Redis
 * @param server the server's screens and API
 * @param zeromq where the server takes events
 * @param frontend the page
 * @param middleend the two services behind it
 * @param backend the health of the backend, which serves nothing else
 */
record Ports(int redis, int server, int zeromq, int frontend, int middleend, int backend) {

    private record Use(String name, int port) {}

    /** One sentence for each port that cannot be used, with what to set instead. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<Integer, String> taken = new HashMap<>();
        for (Use use : uses()) {
            String other = taken.putIfAbsent(use.port(), use.name());
            if (other != null) {
                problems.add("Port %d is given to both %s and %s. Choose another one: %s"
                        .formatted(use.port(), other, use.name(), setting(use)));
            } else if (!PortCheck.isFree(use.port())) {
                problems.add("Port %d, which %s needs, is in use by another program. Choose another one: %s"
                        .formatted(use.port(), use.name(), setting(use)));
            }
        }
        return problems;
    }

    private List<Use> uses() {
        return List.of(
                new Use("redis", redis),
                new Use("server", server),
                new Use("zeromq", zeromq),
                new Use("frontend", frontend),
                new Use("middleend", middleend),
                new Use("backend", backend));
    }

    private static String setting(Use use) {
        int another = use.port() < 60000 ? use.port() + 1000 : use.port() - 1000;
        return "./demo --%s.port=%d (or DEMO_%s_PORT=%d)"
                .formatted(use.name(), another, use.name().toUpperCase(Locale.ROOT), another);
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

/** The addresses of a running demo, for a person to read. */
final class Banner {

    private Banner() {}

    static String of(Demo demo) {
        Ports ports = demo.settings().ports();
        String kept = demo.settings().data() == null ? ", deleted at the end; --data=DIR keeps it" : "";
        return """

                  Send messages   http://localhost:%d/
                  See the flows   http://localhost:%d/

                  middle-end      http://localhost:%d/endpoint1?numberOfMessages=3&timeToSpend=0.2
                  backend         http://localhost:%d/actuator/health
                  Redis           localhost:%d, list app_queue
                  events          localhost:%d (ZeroMQ)
                  data            %s%s
                """.formatted(
                        ports.frontend(),
                        ports.server(),
                        ports.middleend(),
                        ports.backend(),
                        ports.redis(),
                        ports.zeromq(),
                        demo.data(),
                        kept);
    }
}

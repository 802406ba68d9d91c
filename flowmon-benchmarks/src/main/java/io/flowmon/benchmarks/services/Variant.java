/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import java.util.List;

/** The service as it is, and with one monitoring tool each. */
enum Variant {
    NONE("none", "–", "service"),
    FLOWMON("flowmon", "all four, masked, stored by the server", "variants/flowmon"),
    FLOWMON_WITHOUT_BODIES(
            "flowmon", "no", "variants/flowmon", "--flowmon.web.max-body-size=0B", "--flowmon.client.max-body-size=0B"),
    OPENTELEMETRY_AGENT("OpenTelemetry Java agent", "no", "variants/opentelemetry-agent"),
    OPENTELEMETRY_STARTER("OpenTelemetry Spring Boot starter", "no", "variants/opentelemetry-starter"),
    ZIPKIN("Micrometer, Brave, Zipkin", "no", "variants/zipkin"),
    BOOT_OPENTELEMETRY("Boot's OpenTelemetry starter", "no", "variants/boot-opentelemetry"),
    LOGBOOK("Logbook, JSON to a file", "all four, masked", "variants/logbook");

    /** Begin and end of the call to the first service, of its call to the second, and of the call to that. */
    private static final int FLOWMON_EVENTS = 6;

    private final String title;
    private final String bodies;
    private final String folder;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> arguments;

    Variant(String title, String bodies, String folder, String... arguments) {
        this.title = title;
        this.bodies = bodies;
        this.folder = folder;
        this.arguments = List.of(arguments);
    }

    String title() {
        return title;
    }

    /** Which bodies it records. */
    String bodies() {
        return bodies;
    }

    /** Where Maven has put its class path. */
    String folder() {
        return folder;
    }

    /** Arguments of the application. */
    List<String> arguments() {
        return arguments;
    }

    /** How many events each request must bring to the receiver; 0 if that is not checked. */
    int eventsPerRequest() {
        return this == FLOWMON || this == FLOWMON_WITHOUT_BODIES ? FLOWMON_EVENTS : 0;
    }

    /** Where its data goes. */
    Receiver newReceiver() throws Exception {
        return eventsPerRequest() > 0 ? FlowmonReceiver.start() : Sink.start();
    }
}

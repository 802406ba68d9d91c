/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flowmon.core.context.CorrelationIds;
import io.flowmon.core.event.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Headers that somebody sends to see what happens: the application answers, the events hold, the log has nothing of it. */
abstract class HostileInputContract {

    private static final String MARK = "evil";
    private static final int KILOBYTES_100 = 100 * 1024;

    private final WebTestServer server;
    private final WebTestServer plain;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    HostileInputContract(WebTestServers servers) {
        this.server = servers.captured();
        this.plain = servers.plain();
    }

    @BeforeEach
    void listenToTheLog() {
        log.start();
        flowmonLog().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        flowmonLog().detachAppender(log);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void header_ofAnyContent_changesNothingAndIsNotLogged(String header) {
        int before = server.publisher().events().size();
        String head = "GET /plain/1 HTTP/1.1\n" + header;

        assertThat(ComparableAnswer.of(server.http().exchange(head, "")))
                .isEqualTo(ComparableAnswer.of(plain.http().exchange(head, "")));
        server.get("/plain/2");

        List<Event> events = server.publisher().events();
        assertThat(events.subList(before, events.size()))
                .extracting(Event::correlationId)
                .allMatch(CorrelationIds::isValid)
                .noneMatch(id -> id.contains(MARK));
        assertThat(log.list).isEmpty();
    }

    static List<String> headers() {
        String large = MARK.repeat(KILOBYTES_100 / MARK.length());
        return List.of(
                "X-Correlation-Id: " + large,
                "X-Correlation-Id: " + (MARK.repeat(32) + "x"),
                "X-Correlation-Id: evil\u0001\u0007\u001b[31m",
                "X-Correlation-Id: evil\tid",
                "X-Correlation-Id: evil\u00ff\u0085",
                "X-Correlation-Id: evil\u0000id",
                "X-Correlation-Id: evil\r folded",
                "X-Correlation-Id:",
                "X-Correlation-Id: evil evil\nX-Correlation-Id: evil!",
                "X-Message-Id: " + large,
                "X-Message-Id: evil" + "-".repeat(32),
                "X-Message-Id: 1-1-1-1-evil",
                "X-Flow-Sampled: " + large,
                "X-Flow-Sampled: \t1\t",
                "traceparent: 00-" + large,
                "traceparent: 01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" + large,
                "traceparent: ff-00000000000000000000000000000000-0000000000000000-evil",
                "X-Large: " + large,
                "Content-Type: evil/\u00ff;charset=\u00ff",
                "Content-Type: text/plain;charset=evil",
                "Content-Length: 0\nContent-Encoding: " + large,
                "Cookie: " + large,
                "Accept: evil/evil/evil");
    }

    private static Logger flowmonLog() {
        return (Logger) LoggerFactory.getLogger("io.flowmon");
    }
}

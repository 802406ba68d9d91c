/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLogTests {

    private static final long SECOND = 1_000_000_000L;

    private final Logger logger = Logger.getLogger(EventSender.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void tried_duringAnOutage_tellsItOnceAndItsEnd() {
        ConnectionLog log = new ConnectionLog("tcp://monitor:8401", false, 0);

        log.tried(true, SECOND);
        log.tried(false, 9 * SECOND);
        assertThat(lines).isEmpty();

        log.tried(false, 12 * SECOND);
        log.tried(false, 60 * SECOND);
        assertThat(lines).singleElement().asString().startsWith("WARNING flowmon: ");

        log.tried(true, 61 * SECOND);
        log.tried(true, 62 * SECOND);
        assertThat(lines).hasSize(2).last().asString().startsWith("INFO flowmon: ");
    }
}

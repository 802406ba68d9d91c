/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaptureFailuresTests {

    private final Logger logger = Logger.getLogger(CaptureFailures.class.getName());
    private final Records records = new Records();

    @BeforeEach
    void listen() {
        logger.addHandler(records);
        logger.setLevel(java.util.logging.Level.ALL);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(records);
        logger.setLevel(null);
    }

    @Test
    void failure_isLoggedByClassAndPlace_withoutWhatItQuotes() {
        CaptureFailures.swallow(
                "read a header",
                new IllegalStateException("evil outside", new IllegalArgumentException("evil inside")));

        LogRecord record = records.seen.get(0);
        Throwable logged = record.getThrown();
        assertThat(record.getMessage()).startsWith("flowmon could not read a header;");
        assertThat(logged).hasMessage("java.lang.IllegalStateException");
        assertThat(logged.getCause()).hasMessage("java.lang.IllegalArgumentException");
        assertThat(logged.getStackTrace()[0].getClassName())
                .isEqualTo(getClass().getName());
    }

    @Test
    void failureThatCausesItself_isLogged() {
        Exception one = new Exception("one");
        one.initCause(new Exception("other", one));

        CaptureFailures.swallow("end", one);

        assertThat(records.seen).hasSize(1);
    }

    @Test
    void fatalError_isThrownOn() {
        OutOfMemoryError fatal = new OutOfMemoryError();

        assertThatThrownBy(() -> CaptureFailures.swallow("go on", fatal)).isSameAs(fatal);
    }

    private static final class Records extends Handler {

        private final List<LogRecord> seen = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            seen.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.capture.BodyTypes;
import io.flowmon.core.event.BodyMode;
import io.flowmon.core.event.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyCaptureTests {

    private static final int CAP = 8192;

    @Test
    void never_takesNoMemoryForBytes() {
        BodyCapture body = capture(new Recording(true, BodyMode.NEVER, 1));

        body.bytes().write(new byte[100_000], 0, 100_000);
        body.text().write("é".repeat(50_000), 0, 50_000);

        assertThat(body.bytes().held()).isZero();
        assertThat(body.size()).isEqualTo(200_000);
    }

    @Test
    void onTrouble_takesNoMoreThanTheCap() {
        BodyCapture body = capture(new Recording(true, BodyMode.ON_TROUBLE, 1));

        body.bytes().write(new byte[100_000], 0, 100_000);

        assertThat(body.bytes().held()).isEqualTo(CAP);
        assertThat(body.snapshot(false, false, "text/plain", null)).isNotNull().satisfies(omitted -> {
            assertThat(omitted.omitted()).isTrue();
            assertThat(omitted.bytes()).isEmpty();
            assertThat(omitted.size()).isEqualTo(100_000);
        });
    }

    private static BodyCapture capture(Recording recording) {
        return new BodyCapture(new BodyTypes(List.of()), recording.cap(CAP), () -> "text/plain", () -> "UTF-8");
    }
}

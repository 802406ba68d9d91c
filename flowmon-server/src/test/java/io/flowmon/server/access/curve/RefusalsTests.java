/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.curve;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.zeromq.CurveKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusalsTests {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final List<Object> published = new ArrayList<>();
    private final Refusals refusals = new Refusals(new SimpleMeterRegistry(), published::add, () -> now);

    @Test
    void refusals_ofANewKeyEachTime_areToldAFewTimesAMinute(CapturedOutput output) {
        for (int i = 0; i < 200; i++) {
            refusals.unknownKey(CurveKeys.create().publicKey(), "10.0.0.1");
        }
        assertThat(output.toString().lines().filter(line -> line.contains("WARN") && line.contains("refused")))
                .hasSize(Refusals.MOST_TOLD_A_MINUTE + 1);
        assertThat(published).hasSize(Refusals.MOST_TOLD_A_MINUTE);
        assertThat(refusals.total()).isEqualTo(200);

        now = now.plusSeconds(60);
        refusals.unknownKey(CurveKeys.create().publicKey(), "10.0.0.1");
        assertThat(published).hasSize(Refusals.MOST_TOLD_A_MINUTE + 1);
    }
}

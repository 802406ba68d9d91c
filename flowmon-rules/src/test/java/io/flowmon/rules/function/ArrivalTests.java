/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTests {

    @ParameterizedTest
    @CsvSource({"true, false, flow", "false, true,", "true, true, Ärger", "false, false, x"})
    void of_bytes_isTheSameAgain(boolean waits, boolean tellsAll, String correlationId) {
        byte[] context = ByteBuffer.allocate(Double.BYTES + 1).putDouble(1.2345).array();

        Arrival arrival = Arrival.of(new Arrival(1, -2, 3, waits, tellsAll, correlationId, context).bytes());

        assertThat(arrival.time).isEqualTo(1);
        assertThat(arrival.known).isEqualTo(-2);
        assertThat(arrival.key).isEqualTo(3);
        assertThat(arrival.waits).isEqualTo(waits);
        assertThat(arrival.tellsAll).isEqualTo(tellsAll);
        assertThat(arrival.correlationId).isEqualTo(correlationId);
        assertThat(arrival.context).isEqualTo(context);
        assertThat(arrival.deadline()).isEqualTo(1_235);
    }
}

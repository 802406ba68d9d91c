/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ServerEndpointTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8401, tcp://127.0.0.1:8401",
        "tcp://monitor.example:8401, tcp://monitor.example:8401",
        "[::1]:8401, tcp://[::1]:8401"
    })
    void parse_ofAnAddress_isWhatZeroMqWants(String address, String endpoint) {
        assertThat(ServerEndpoint.parse(address)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", "host:0", "host:70000", "http://host:8401", "host:8401/x", "a b:1"})
    void parse_ofAnythingElse_saysWhatToSet(String address) {
        assertThatExceptionOfType(InvalidFlowmonPropertyException.class)
                .isThrownBy(() -> ServerEndpoint.parse(address))
                .satisfies(error -> assertThat(error.action()).contains("flowmon.server=127.0.0.1:8401"));
    }

    @Test
    void analyze_describesThePropertyAndTheAction() {
        InvalidFlowmonPropertyException error =
                new InvalidFlowmonPropertyException("flowmon.server", "'x' is no address.", "Set it to host:port.");

        FailureAnalysis analysis = new InvalidFlowmonPropertyFailureAnalyzer().analyze(error);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .isEqualTo("The property 'flowmon.server' cannot be used. 'x' is no address.");
        assertThat(analysis.getAction()).isEqualTo("Set it to host:port.");
    }
}

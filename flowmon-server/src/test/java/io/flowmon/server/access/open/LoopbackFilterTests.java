/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackFilterTests {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8400", "127.0.0.1:8400", "[::1]:8400", "LOCALHOST"})
    void refusal_loopbackHost_none(String host) {
        assertThat(LoopbackFilter.refusal(host, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"})
    void refusal_otherHost_refused(String host) {
        assertThat(LoopbackFilter.refusal(host, null)).isNotNull();
    }

    @Test
    void refusal_noHost_refused() {
        assertThat(LoopbackFilter.refusal(null, null)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://localhost:8080", "http://evil.example"})
    void refusal_foreignOrigin_refused(String origin) {
        assertThat(LoopbackFilter.refusal("localhost:8400", origin)).isNotNull();
    }
}
